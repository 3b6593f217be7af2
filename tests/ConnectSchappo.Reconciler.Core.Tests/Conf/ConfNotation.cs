using ConnectSchappo.Reconciler.Core.Conf;

namespace ConnectSchappo.Reconciler.Core.Tests.Conf;

/// <summary>Writes what was read in the notation of the cases.</summary>
internal static class ConfNotation
{
    public static string Reads(ConfTree tree) =>
        tree.IsValid ? string.Join('\n', tree.Sections.SelectMany(Lines)) : "invalid";

    public static string Problems(ConfTree tree) =>
        string.Join('\n', tree.Problems.Select(p => $"{p.Severity} {p.Code} {p.Place.Path["/etc/asterisk/".Length..]}:{p.Place.Line}:{p.Place.Column}"));

    private static IEnumerable<string> Lines(ConfSection section)
    {
        var options = string.Join(',', section.Parents.Prepend("!").Skip(section.IsTemplate ? 0 : 1));
        yield return CaseText.Show($"[{section.RawName}]" + (options.Length > 0 ? $"({options})" : ""));
        foreach (var entry in section.Entries)
        {
            yield return CaseText.Show($"{entry.RawKey}={entry.RawValue}");
        }
    }
}
