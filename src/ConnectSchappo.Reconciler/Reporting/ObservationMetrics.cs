using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Rounds;
using Prometheus;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>
/// What a look at a box found, as gauges. What was not seen has no series: an old number would pass for a new one. The end of a
/// certificate alone stays while the box cannot be reached, as it comes all the same.
/// </summary>
internal sealed class ObservationMetrics
{
    private const string OnDisk = "disk";
    private const string AsServed = "served";
    private const string Tls = "tls";
    private const string WebSocket = "websocket";

    private readonly Gauge drifts;
    private readonly Gauge channels;
    private readonly Gauge certificateExpiry;
    private readonly Gauge protectedBans;
    private readonly Gauge probeSuccess;
    private readonly Gauge probeDuration;

    public ObservationMetrics(MetricFactory make)
    {
        drifts = make.CreateGauge(
            "pbx_reconciler_drifts", "Drifts of a box by kind, and by the layer that differs.", "box", "kind", "layer");
        channels = make.CreateGauge("pbx_reconciler_channels", "Channels that are up on the box.", "box");
        certificateExpiry = make.CreateGauge(
            "pbx_reconciler_certificate_expiry_timestamp_seconds", "When the certificate ends: on disk, and as served.", "box", "where");
        protectedBans = make.CreateGauge("pbx_reconciler_protected_bans", "Protected addresses that fail2ban bans.", "box");
        probeSuccess = make.CreateGauge(
            "pbx_reconciler_probe_success",
            "1 if the last probe from a client's side succeeded: a TLS handshake, PJSIP's answer on the WebSocket.", "box", "probe");
        probeDuration = make.CreateGauge(
            "pbx_reconciler_probe_duration_seconds", "Duration of the last probes from a client's side together.", "box");
    }

    /// <summary>All of it, for whoever takes a box's series away.</summary>
    public Gauge[] All => [drifts, channels, certificateExpiry, protectedBans, probeSuccess, probeDuration];

    public void Record(BoxOutcome outcome)
    {
        if (outcome is { Failure: null, Seen: { } seen, Newest: { } plan })
        {
            Drifts(outcome.Box, plan.Report);
            Put(channels, seen.Memory.Channels.TryGet(out var up) ? up : null, outcome.Box);
            Put(protectedBans, seen.Jails.TryGet(out _) ? plan.Report.Drifts.Count(d => d.Kind == DriftKind.Ban) : null, outcome.Box);
            Put(certificateExpiry, End(seen.CertificateOnDisk), outcome.Box, OnDisk);
            Put(certificateExpiry, End(seen.Client.Served), outcome.Box, AsServed);
            Probes(outcome.Box, seen.Client);
        }
        else
        {
            Metric.Forget(outcome.Box, drifts, channels, protectedBans, probeSuccess, probeDuration);
        }
    }

    private void Drifts(string box, DriftReport report)
    {
        foreach (var kind in Enum.GetValues<DriftKind>())
        {
            var ofKind = report.Drifts.Where(d => d.Kind == kind).ToList();
            drifts.WithLabels(box, WireName.Of(kind), "file").Set(ofKind.Count(d => d.File is not null));
            drifts.WithLabels(box, WireName.Of(kind), "memory").Set(ofKind.Count(d => d.Memory is not null));
            drifts.WithLabels(box, WireName.Of(kind), "client").Set(ofKind.Count(d => d.Client is not null));
        }
    }

    private void Probes(string box, ClientView client)
    {
        var asked = client.Took is not null;
        Put(probeDuration, client.Took?.TotalSeconds, box);
        Put(probeSuccess, asked && !client.IsPlain ? (client.Served.TryGet(out _) ? 1 : 0) : null, box, Tls);
        Put(probeSuccess, asked ? (client.Answers.TryGet(out var who) && who == WebSocketAnswer.Pjsip ? 1 : 0) : null, box, WebSocket);
    }

    private static double? End(Fact<Certificate> certificate) =>
        certificate.TryGet(out var known) ? known.NotAfter.ToUnixTimeSeconds() : null;

    private static void Put(Gauge gauge, double? value, params string[] labels) => Metric.Put(gauge, value, labels);
}
