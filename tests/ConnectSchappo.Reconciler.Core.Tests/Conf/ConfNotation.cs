using ConnectSchappo.Reconciler.Core.Conf;

namespace ConnectSchappo.Reconciler.Core.Tests.Conf;

/// <summary>Writes what was read in the notation of the cases.</summary>
internal static class ConfNotation
{
    public static string Reads(ConfTree tree) =>
        tree.IsValid ? string.Join('\n', tree.Sections.SelectMany(Lines)) : "invalid";

    public static string Reads(string sectionName, bool isTemplate, string parents) => CaseText.Show(
        $"[{sectionName}]" + (isTemplate, parents.Length > 0) switch
        {
            (true, true) => $"(!,{parents})",
            (true, false) => "(!)",
            (false, true) => $"({parents})",
            _ => "",
        });

    public static string Problems(ConfTree tree) =>
        string.Join('\n', tree.Problems.Select(
            p => $"{p.Severity} {p.Code} {p.Place.Path["/etc/asterisk/".Length..]}:{p.Place.Line}:{p.Place.Column}"));

    private static IEnumerable<string> Lines(ConfSection section)
    {
        yield return Reads(section.RawName, section.IsTemplate, string.Join(',', section.RawParents));
        foreach (var entry in section.Entries)
        {
            yield return CaseText.Show($"{entry.RawKey}={entry.RawValue}");
        }
    }
}
