using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>Chains that must not be touched now, each with its reason: a change there would break more than it mends.</summary>
internal static class ChainBlocks
{
    private static readonly (Chain Chain, DesiredKind Kind)[] Kinds =
    [
        (Chain.Http, DesiredKind.Http), (Chain.Rtp, DesiredKind.Rtp), (Chain.Modules, DesiredKind.Modules), (Chain.Pjsip, DesiredKind.Pjsip), (Chain.Sip, DesiredKind.Sip),
    ];

    /// <summary>What is wrong or unwise about the secrets that are there; a missing one is told of already.</summary>
    public static EquatableArray<Problem> SecretProblems(BoxView box) =>
        SecretChecks.Check(box.Desired, name => box.Secrets.Values.TryGetValue(name, out var found) ? found : null)
            .Where(p => p.Code != ProblemKinds.SecretMissing.Code).ToEquatableArray();

    public static IReadOnlyDictionary<Chain, string> Find(BoxView box, DriftReport report, EquatableArray<Problem> ofSecrets)
    {
        var blocks = new Dictionary<Chain, string>();
        foreach (var (chain, kind) in Kinds)
        {
            if (box.Desired.Policy.Mode == PolicyMode.Enforce && box.Desired.Policy.ModeOf(kind) == PolicyMode.Observe
                && report.Drifts.Any(d => d.Chain == chain))
            {
                blocks[chain] = $"{chain.Name}: policy.mode is observe for it: nothing is changed there";
            }
        }

        var removed = PjsipDrifts.Removed(box).Select(r => r.Section.Name).ToList();
        if (removed.Count > box.Desired.Policy.RemovalsMax)
        {
            blocks[Chain.Pjsip] = $"{removed.Count} objects would be removed and policy.removals.max is {box.Desired.Policy.RemovalsMax}: "
                + $"raise it in the commit that means it, or restore {string.Join(", ", removed.Distinct(StringComparer.Ordinal).Take(5))}";
        }

        foreach (var secret in ofSecrets.Where(p => p.Severity == Severity.Error))
        {
            var chain = ChainOf(box.Desired, secret.Place);
            blocks.TryAdd(chain, $"{chain.Name}: {secret.Place}: {secret.Code}: {secret.Message} {secret.WayOut}");
        }

        foreach (var drift in report.Drifts.Where(d => d is { Cure: Cure.Person, Chain: not null } && (d.IsContested || (d.Kind == DriftKind.Foreign && d.Field.Length == 0) || d is { Kind: DriftKind.Certificate, Field: CertificateDrifts.Field, InFile: true })))
        {
            blocks.TryAdd(drift.Chain!, $"{drift.Chain!.Name}: {drift.Subject}{(drift.Place is { } place ? $" at {place}" : "")}: {drift.Consequence}");
        }

        return blocks;
    }

    private static Chain ChainOf(DesiredBox box, YamlPlace place) =>
        box.Http.Any(o => o.Place == place) ? Chain.Http
        : box.Rtp.Any(o => o.Place == place) ? Chain.Rtp
        : box.SipGeneral.Any(o => o.Place == place) ? Chain.Sip
        : Chain.Pjsip;
}
