using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Logger;

/// <summary>Files of Asterisk's log that a person's or our line speaks of, with all levels that lines of anybody send there.</summary>
internal static class LoggerImport
{
    // Not files: Asterisk's console, and the host's log.
    private static readonly string[] Elsewhere = ["console", "syslog"];

    public static Imported Of(ImportedBox box)
    {
        var file = LoggerSubject.Config;
        var section = box.Tree(file).Find(file.SharedSection!);
        return Imported.Of(
            (section?.Entries ?? [])
                .Where(e => box.AuthorOf(file, e.Place.Path) != FileAuthor.Software && !Elsewhere.Contains(e.Key.Split('.')[0].Trim()))
                .DistinctBy(e => e.Key, StringComparer.Ordinal)
                .Select(e => (Entry: e, Levels: LoggerDrifts.LevelsIn(section, e.Key, _ => true).ToEquatableArray()))
                .Where(c => !c.Levels.IsEmpty)
                .Select(c => new ImportedEntry(
                    [LoggerSubject.Instance.Name, "channels", c.Entry.Key], new ImportedValue.List(c.Levels)) { From = c.Entry.Place }));
    }
}
