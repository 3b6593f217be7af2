using ConnectSchappo.Reconciler.Core.Conf;

namespace ConnectSchappo.Reconciler.Core.Subjects;

/// <summary>
/// The paths whose <c>stat</c> shows whether files of a box can be other than they were observed: the files, and each folder above them,
/// since a file that comes or goes changes its folder, and the rights of folders decide what Asterisk may read; and what subjects have as
/// signs of their memory. docs/noticing.md has the argument.
/// </summary>
public static class WatchedPaths
{
    /// <param name="asked">The files and globs that were asked for.</param>
    /// <param name="found">The files that were found by them, read or not.</param>
    /// <param name="questions">The certificates that were asked about.</param>
    /// <returns>
    /// In order, each once. Null where no list of paths is enough: a glob has a wildcard in the name of a folder, or a name has a line end.
    /// </returns>
    public static EquatableArray<string>? Of(IEnumerable<string> asked, IEnumerable<string> found, ObservationQuestions questions)
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        paths.UnionWith(KnownSubjects.All.SelectMany(s => s.Signs));
        foreach (var path in asked.Concat(found).Concat(Certificates(questions)))
        {
            if (Fixed(path) is not { } watched || watched.Contains('\n', StringComparison.Ordinal))
            {
                return null;
            }

            for (var above = watched; above.Length > 0; above = above[..above.LastIndexOf('/')])
            {
                paths.Add(above);
            }
        }

        paths.Add("/");
        return paths.ToEquatableArray();
    }

    // Of a glob, the folder that it looks into.
    private static string? Fixed(string path)
    {
        if (!ConfGlob.IsPattern(path))
        {
            return path.StartsWith('/') ? path : null;
        }

        var folder = path[..Math.Max(0, path.LastIndexOf('/'))];
        return folder.Length == 0 || ConfGlob.IsPattern(folder) ? null : folder;
    }

    private static IEnumerable<string> Certificates(ObservationQuestions questions) =>
        new[] { questions.Certificate, questions.Key }
            .Concat(questions.Transports.SelectMany(t => new[] { t.Certificate, t.Key }))
            .OfType<string>();
}
