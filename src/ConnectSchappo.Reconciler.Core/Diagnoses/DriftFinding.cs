using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>What differs from the desired state, as a finding.</summary>
internal static class DriftFinding
{
    public static Finding Of(Drift drift, Evidence evidence, bool ofALinkThatBreaks) => new(
        ofALinkThatBreaks && Breaks(drift, evidence) ? Weight.Broken : Weight.Remark,
        Cause.Differs,
        $"{drift.Name}: {drift.Consequence}",
        Evidence(drift),
        drift.Remediation == Remediation.Automatic
            ? $"reconciler apply {evidence.Box.Name}"
            : (Message)$"as it says; then: reconciler plan {evidence.Box.Name}");

    // What is wrong in a file alone works until somebody reloads. Of a phone's objects that are there, some options do no harm.
    private static bool Breaks(Drift drift, Evidence evidence) => drift.InMemory && drift.Kind != DriftKind.Ownership
        && (drift.Resource is not PjsipId { Type: PjsipType.Endpoint or PjsipType.Aor or PjsipType.Auth } item || drift.Field.Length == 0
            || evidence.Catalogue[item.Type].Options.GetValueOrDefault(drift.Field)?.KeepsFromCalls == true);

    private static Message Evidence(Drift drift)
    {
        var layers = new List<Message> { $"desired {drift.Desired}" };
        if (drift.File is { } file)
        {
            layers.Add(drift.Provenance is { } from ? $"file {file} ({from})" : (Message)$"file {file}");
        }

        if (drift.Memory is { } memory)
        {
            layers.Add($"memory {memory}");
        }

        if (drift.Client is { } client)
        {
            layers.Add($"client: {client}");
        }

        layers.AddRange(new[] { drift.Reason, drift.Writer }.OfType<Message>());
        return Listing.Of(layers, layers.Count);
    }
}
