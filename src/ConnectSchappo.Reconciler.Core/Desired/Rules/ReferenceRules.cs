namespace ConnectSchappo.Reconciler.Core.Desired.Rules;

/// <summary>Objects that name others. Asterisk accepts a name that leads nowhere, and then nothing works (experiment, 16.28).</summary>
internal static class ReferenceRules
{
    private static readonly (PjsipType From, string Option, PjsipType To)[] References =
    [
        (PjsipType.Endpoint, "auth", PjsipType.Auth),
        (PjsipType.Endpoint, "outbound_auth", PjsipType.Auth),
        (PjsipType.Endpoint, "aors", PjsipType.Aor),
    ];

    public static void Check(DesiredBox box, ProblemList problems)
    {
        var names = box.Pjsip.Select(o => o.Type).Distinct()
            .ToDictionary(t => t, t => box.Pjsip.Where(o => o.Type == t).Select(o => o.Name).ToHashSet(StringComparer.Ordinal));
        foreach (var item in box.Pjsip)
        {
            foreach (var (_, option, to) in References.Where(r => r.From == item.Type))
            {
                if (Options.Find(item.Options, option) is not { Value: DesiredValue.Text value } reference)
                {
                    continue;
                }

                foreach (var name in Options.Items(value.Value).Where(n => !names.TryGetValue(to, out var known) || !known.Contains(n)))
                {
                    var nearest = names.TryGetValue(to, out var candidates) ? Spelling.Nearest(name, candidates) : null;
                    problems.Add(
                        ProblemKinds.Dangling,
                        reference.Place,
                        $"`{option}` of {PjsipWords.Of(item.Type)} `{item.Name}` names the {PjsipWords.Of(to)} `{Shown.Text(name)}`, which box `{box.Name}` does not have.",
                        nearest is null ? null : $"Did you mean `{nearest}`?");
                }
            }
        }
    }
}
