using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>Options without which an object of a type does nothing: Asterisk refuses it, or takes it and never uses it.</summary>
internal static class NeededOptions
{
    public static void Check(DesiredBox box, ProblemList problems)
    {
        foreach (var item in box.Pjsip)
        {
            var missing = Needs(item, box.Catalogue[item.Type]).Where(n => n.Options.All(o => Options.Find(item.Options, o) is null));
            foreach (var (options, reason) in missing)
            {
                problems.Add(
                    ProblemKinds.OptionMissing,
                    item.Place,
                    $"The {item.Type.Word()} `{item.Name}` has no {string.Join(" and no ", options.Select(o => $"`{o}`"))}, {reason}.");
            }
        }
    }

    /// <summary>What an object needs: of each row of options one, and why.</summary>
    private static IEnumerable<(string[] Options, string Reason)> Needs(PjsipObject item, OptionSection section)
    {
        foreach (var option in section.Curated)
        {
            switch (option.Needed)
            {
                case null:
                    break;
                case OptionNeed.Always need:
                    yield return (need.Or is { } other ? [option.Name, other] : [option.Name], need.Reason);
                    break;
                case OptionNeed.With need:
                    if ((Options.Text(item.Options, need.Option) ?? section[need.Option].Default) is { } word && need.Words.Contains(word))
                    {
                        yield return ([option.Name], $"which `{need.Option}: {word}` needs");
                    }

                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(section), option.Needed, null);
            }
        }
    }
}
