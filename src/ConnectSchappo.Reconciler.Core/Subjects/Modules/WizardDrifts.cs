using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Core.Subjects.Modules;

/// <summary>
/// Wizards that a preload of ours silenced: Asterisk started with PJSIP before their module, and has nothing of them until it starts
/// again with <see cref="LoadingOrder"/>. Where the preload was there at the start, what a wizard lacks is none of our business.
/// </summary>
internal static class WizardDrifts
{
    public static IEnumerable<Drift> Find(BoxView box)
    {
        if (!box.Seen.Memory.EndpointNames.TryGet(out var names)
            || !box.Desired.Preload.Contains(LoadingOrder.WizardModule, StringComparer.Ordinal)
            || !box.Seen.Files.ContainsKey(ModulesSubject.Config.Own) || StartedWithTheModule(box))
        {
            return [];
        }

        return Wizards.Of(box.Files).Where(w => !names.Contains(w.Name)).Select(w => new Drift
        {
            Kind = DriftKind.Modules,
            Resource = new WizardId(w.Name),
            Desired = $"in Asterisk's memory",
            Memory = LayerWords.Absent,
            Place = w.Place,
            Remediation = Remediation.Manual,
            Consequence = $"{w.Name} can neither call nor be called: PJSIP was loaded before {LoadingOrder.WizardModule}; "
                + $"our file now preloads it, so restart Asterisk when convenient (asterisk -rx 'core restart when convenient')",
        });
    }

    private static bool StartedWithTheModule(BoxView box) =>
        box.Of(ModulesSubject.Config).SharedNow?.All("preload").Any(e => e.Value == LoadingOrder.WizardModule) == true
        && !(box.Seen.Files.GetValueOrDefault(ModulesSubject.Config.Own)?.Changed is { } changed
            && box.Seen.Memory.StartedAt is { } started
            && changed.DateTime >= started);
}
