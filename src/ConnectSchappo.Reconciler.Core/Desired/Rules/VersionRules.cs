using System.Globalization;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Rules;

/// <summary>Options of a box that a version of Asterisk does not have, or whose value it does not take.</summary>
internal static class VersionRules
{
    /// <summary>What one version lacks of all that is said of a box; of a file that it does not read at all, the first option.</summary>
    /// <returns>The option, what of it is not there, and what to do.</returns>
    public static IEnumerable<(DesiredOption Option, Message What, Message Hint)> Lacks(DesiredBox box, AsteriskCatalogue catalogue)
    {
        foreach (var (path, options) in box.Sections.SelectMany(s => s.Options))
        {
            var (section, any, varying) = (catalogue[path], AsteriskCatalogue.Any[path], AsteriskCatalogue.Varying(path));
            foreach (var option in options)
            {
                if (varying.Contains(option.Name) && Lacks(section, option) && !Lacks(any, option))
                {
                    yield return (option, What(section, option), Hint(path, option));
                    if (section.Options.Count == 0)
                    {
                        break;
                    }
                }
            }
        }
    }

    /// <summary>
    /// Tells of a box whose version is said what that lacks, which is an error; of another, what some of the versions lack, and where no
    /// version has everything.
    /// </summary>
    public static void Check(DesiredBox box, ProblemList problems)
    {
        EquatableArray<int> versions = box.Asterisk is { } said ? [said] : [.. AsteriskCatalogue.Series];
        var lacks = (from series in versions
                     from lack in Lacks(box, AsteriskCatalogue.Of(series))
                     group (Series: series, lack.What, lack.Hint) by lack.Option.Place).ToList();
        var isInOne = versions.Any(v => !lacks.Any(l => l.Any(of => of.Series == v)));
        foreach (var lack in lacks)
        {
            var (_, what, hint) = lack.First();
            Message why = $"{what} does not exist in Asterisk {Versions(lack.Select(l => l.Series))}.";
            if (isInOne)
            {
                problems.Add(ProblemKinds.NotInEveryVersion, lack.Key, why);
            }
            else
            {
                problems.Add(
                    ProblemKinds.NotInVersion, lack.Key,
                    versions.Count == 1 ? why : (Message)$"{why} No version has everything that box `{box.Name}` says.", hint);
            }
        }
    }

    private static bool Lacks(OptionSection section, DesiredOption option) =>
        !section.Options.TryGetValue(option.Name, out var known)
        || (option.Value is DesiredValue.Text { Value: var text } && OptionValue.Refusal(known, text) is not null);

    private static Message What(OptionSection section, DesiredOption option) =>
        section.Options.Count == 0 ? section.Title
        : section.Options.ContainsKey(option.Name) ? $"This value of `{option.Name}`"
        : (Message)$"`{option.Name}` of {section.Title}";

    private static Message Hint(string path, DesiredOption option)
    {
        var having = AsteriskCatalogue.Series.Where(s => !Lacks(AsteriskCatalogue.Of(s)[path], option)).ToList();
        return having.Count == 0 ? $"Remove it."
            : (Message)$"Remove it, or write it for boxes with one of these versions: {Versions(having)}.";
    }

    private static Message Versions(IEnumerable<int> series) =>
        Listing.Of(series.Select(s => s.ToString(CultureInfo.InvariantCulture)), int.MaxValue);
}
