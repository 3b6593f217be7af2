using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Plans;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What desk phones and trunks need of PJSIP: a port, its certificate, and a carrier that takes us.</summary>
public class TransportTests
{
    private const string Phones = "\n  \"301\": {profile: phone, password: {secret: softphone-250}}\n  \"302\": {profile: phone, password: {secret: softphone-250}}\n";

    private const string Tls = "  transports: {office: {protocol: tls, bind: \"0.0.0.0:5061\", cert_file: /k/t.crt, priv_key_file: /k/t.key}}\n";

    private static readonly Certificate Old = new("0123456789abcdef0123", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);

    private static readonly Certificate Renewed = new("aaaa456789abcdef0123", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);

    private static readonly TransportCertificate Good = new() { OnDisk = Fact.Known(Old), KeyMatches = Fact.Known(true), Served = Fact.Known(Old) };

    [Fact]
    public void Desk_phones_without_a_port_of_PJSIP_stay_what_they_are_and_are_a_persons_matter()
    {
        var box = WithoutTransports(SimulatedBox.Converged());
        box["sip_custom.conf"] += "[301]\ntype=friend\nhost=dynamic\n";
        box.Reload(Chain.Sip);
        box.Desired = SimulatedBox.Read(With(Phones, ""));

        var plan = box.Plan("r2");

        Assert.Equal(["PJSIP port", "chan_sip"], plan.Report.Drifts.Where(d => d.Cure == Cure.Person).Select(d => d.Name));
        Assert.StartsWith("301, 302 can neither register nor call", plan.Report.Drifts.First(d => d.Name == "PJSIP port").Consequence, StringComparison.Ordinal);
        Assert.False(plan.HasWork);
    }

    [Fact]
    public void A_port_that_was_taken_away_keeps_nobody_from_mending_softphones()
    {
        var box = WithoutTransports(SimulatedBox.Factory(With(Phones, "")));
        box["pjsip_custom.conf"] += "[theirs]\ntype=transport\nprotocol=udp\nbind=0.0.0.0:5062\n";
        box.Apply(box.Plan());
        Assert.True(box.Plan().Report.InSync);
        box["pjsip_custom.conf"] = box["pjsip_custom.conf"].Replace("type=transport", "type=nothing", StringComparison.Ordinal);
        box.Reload(Chain.Pjsip);
        box.Remember(Core.Desired.PjsipType.Aor, "250", "max_contacts", "9");

        var plan = box.Plan();

        Assert.Equal("PJSIP port", Assert.Single(plan.Report.Drifts, d => d.Cure == Cure.Person).Name);
        Assert.Equal([Activation.PjsipReload], plan.Activations.Select(a => a.Activation));
    }

    [Theory]
    [InlineData("udp", true)]
    [InlineData("tcp", true)]
    [InlineData("wss", false)] // that one listens nowhere
    public void A_transport_of_others_is_a_port_too(string protocol, bool serves)
    {
        var box = WithoutTransports(SimulatedBox.Factory(With(Phones, "")));
        box["pjsip_custom.conf"] += $"[theirs]\ntype=transport\nprotocol={protocol}\nbind=0.0.0.0:5062\n";

        Assert.Equal(serves, !box.Plan().Report.Drifts.Any(d => d.Name == "PJSIP port"));
        Assert.Equal(serves, box.Plan().Edits.Any(e => e.Path == Chain.Pjsip.Own));
    }

    // What the web interface generates of its own would serve them.
    private static SimulatedBox WithoutTransports(SimulatedBox box)
    {
        box["pjsip_transport_additional.conf"] = "";
        box.Reload(Chain.Pjsip);
        return box;
    }

    [Fact]
    public void A_registration_that_is_refused_is_a_persons_matter_and_costs_nothing()
    {
        var box = SimulatedBox.Converged(With("", Tls.Replace("tls", "udp", StringComparison.Ordinal) + "  registrations: {carrier: {server_uri: \"sip:sip.example.org\", client_uri: \"sip:1@sip.example.org\"}}\n"));
        Assert.True(box.Plan().Report.InSync);
        box.Refused.Add("carrier");

        var plan = box.Plan();

        var drift = Assert.Single(plan.Report.Drifts);
        Assert.Equal(("registration carrier status", "Rejected", Cure.Person), (drift.Name, drift.Memory, drift.Cure));
        Assert.False(plan.HasWork);
    }

    [Theory]
    [InlineData("missing", "no such file")]
    [InlineData("closed", "not readable for Asterisk")]
    [InlineData("locked", "locked with a passphrase, and the desired state names none")]
    [InlineData("empty", "holds no certificate or key")]
    public void A_transport_whose_files_cannot_be_used_is_not_made(string fault, string told)
    {
        var box = Looked(SimulatedBox.Factory(With("", Tls)), Good with { Faults = [("/k/t.key", fault)], Served = Fact.Unknown<Certificate>("no handshake") });

        var plan = box.Plan();

        Assert.Equal($"/k/t.key: {told}", Assert.Single(plan.Report.Drifts, d => d.Resource.Name == "transport office" && d.Cure == Cure.Person).File);
        Assert.DoesNotContain(plan.Edits, e => e.Path == Chain.Pjsip.Own);
        Assert.Contains(plan.Blocked, b => b.StartsWith("pjsip: transport office certificate", StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_of_another_certificate_is_not_tried()
    {
        var plan = Looked(SimulatedBox.Factory(With("", Tls)), Good with { KeyMatches = Fact.Known(false) }).Plan();

        Assert.DoesNotContain(plan.Edits, e => e.Path == Chain.Pjsip.Own);
    }

    [Fact]
    public void A_transport_that_runs_keeps_nobody_from_mending_others()
    {
        var box = Looked(SimulatedBox.Converged(With("", Tls)), Good with { Faults = [("/k/t.key", "missing")] });
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"].Replace("context=from-internal", "context=theirs", StringComparison.Ordinal);

        var plan = box.Plan();

        Assert.Contains(plan.Report.Drifts, d => d.Name == "transport office certificate on disk");
        Assert.Contains(plan.Edits, e => e.Path == Chain.Pjsip.Own);
    }

    [Theory]
    [InlineData("16.28.0", Activation.Restart)]
    [InlineData("18.15.0", Activation.PjsipReload)]
    [InlineData("20.0.0", Activation.PjsipReload)]
    public void A_renewed_certificate_is_served_after_what_that_Asterisk_needs(string version, Activation activation)
    {
        var box = Looked(SimulatedBox.Converged(With("", Tls)), Good with { OnDisk = Fact.Known(Renewed) }, version);

        var plan = box.Plan();

        Assert.Equal("transport office served certificate", Assert.Single(plan.Report.Drifts).Name);
        Assert.Equal([activation], plan.Activations.Select(a => a.Activation));
        Assert.Empty(plan.Notes); // no allow_reload would help
    }

    [Fact]
    public void A_renewal_that_is_half_done_costs_no_restart()
    {
        var plan = Looked(SimulatedBox.Converged(With("", Tls)), Good with { OnDisk = Fact.Known(Renewed), KeyMatches = Fact.Known(false) }).Plan();

        Assert.Empty(plan.Activations);
        Assert.Equal(Cure.Person, Assert.Single(plan.Report.Drifts).Cure);
    }

    [Fact]
    public void What_is_served_and_not_seen_is_unknown() => Assert.Equal(
        ["which certificate transport office serves: no handshake"],
        Looked(SimulatedBox.Converged(With("", Tls)), Good with { Served = Fact.Unknown<Certificate>("no handshake") }).Plan().Report.Unknown);

    [Fact]
    public void A_transport_that_waits_to_move_is_asked_about_in_vain_and_that_is_nothing_unknown()
    {
        var box = Looked(SimulatedBox.Converged(With("", Tls)), Good with { Served = Fact.Unknown<Certificate>("no handshake") });
        box.Channels = 1;
        box.Desired = SimulatedBox.Read(With("", Tls.Replace(":5061", ":5063", StringComparison.Ordinal)));
        box.Apply(box.Plan("r2"));

        var report = box.Plan("r2").Report;

        Assert.Equal("transport office bind", Assert.Single(report.Drifts).Name);
        Assert.Empty(report.Unknown);
    }

    private static SimulatedBox Looked(SimulatedBox box, TransportCertificate found, string version = "16.28.0")
    {
        box.Blind = o => o with
        {
            Transports = ImmutableDictionary<string, TransportCertificate>.Empty.Add("office", found),
            Memory = o.Memory with { Version = Fact.Known(version) },
        };
        return box;
    }

    private static string With(string extensions, string pjsip)
    {
        var sample = SimulatedBox.SampleState();
        return sample.Replace("\n\npjsip:", extensions + "\n\npjsip:", StringComparison.Ordinal).Replace("\n\nsip:", "\n" + pjsip + "\nsip:", StringComparison.Ordinal);
    }
}
