using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;


namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>
/// Objects that name others. Asterisk accepts a name that leads nowhere, and then nothing works: an endpoint with such a transport
/// registers and can be called, and its own calls get 500 (experiment, 16.28).
/// </summary>
internal static class ReferenceRules
{
    public static void Check(DesiredBox box, ProblemList problems)
    {
        var names = box.Pjsip.GroupBy(o => o.Type).ToDictionary(g => g.Key, g => g.Select(o => o.Name).ToHashSet(StringComparer.Ordinal));
        foreach (var item in box.Pjsip)
        {
            foreach (var (option, to) in box.Catalogue[item.Type].References)
            {
                if (Options.Find(item.Options, option) is not { Value: DesiredValue.Text value } reference)
                {
                    continue;
                }

                var known = names.GetValueOrDefault(to) ?? [];
                foreach (var name in Options.Items(value.Value)
                    .Where(n => !known.Contains(n) && !(to is PjsipType.Transport && GeneratedTransports.IsOne(n))))
                {
                    problems.Add(
                        ProblemKinds.Dangling, reference.Place,
                        $"`{option}` of {item.Type.Word()} `{item.Name}` names the {to.Word()} `{Shown.Text(name)}`, "
                        + $"which does not exist on box `{box.Name}`.",
                        Spelling.Hint(name, known));
                }
            }
        }
    }
}
