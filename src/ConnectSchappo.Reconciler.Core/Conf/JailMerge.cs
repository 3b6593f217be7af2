namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>Puts fail2ban's files into their order and lays the later over the earlier.</summary>
internal sealed class JailMerge
{
    /// <summary>Files that include each other are read again for each way in; no honest set has as many ways.</summary>
    private const int MostReadings = 10_000;

    private readonly Dictionary<string, JailFile> files;

    private JailMerge(IEnumerable<JailFile> files) =>
        this.files = files.GroupBy(f => ConfPath.Normalize(f.Path), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);

    public Dictionary<(string Section, string Option), List<JailOption>> Options { get; } = [];

    public List<string> Sections { get; } = [];

    public List<string> Files { get; } = [];

    public List<string> Wanted { get; } = [];

    public List<ConfProblem> Problems { get; } = [];

    public static JailMerge Of(IEnumerable<JailFile> given, string directory)
    {
        var merge = new JailMerge(given);
        var top = merge.TopFiles(directory).ToList();
        foreach (var path in top)
        {
            merge.Include(path, []);
        }

        foreach (var path in merge.Files)
        {
            merge.Lay(merge.files[path]);
        }

        return merge;
    }

    /// <summary>What is given, in configreader.py's order; names are sorted by code point.</summary>
    private IEnumerable<string> TopFiles(string directory)
    {
        string[] patterns = [$"{directory}/jail.conf", $"{directory}/jail.d/*.conf", $"{directory}/jail.local", $"{directory}/jail.d/*.local"];
        return patterns.SelectMany(p => files.Keys.Where(new ConfGlob(p).Matches).Order(StringComparer.Ordinal));
    }

    private void Include(string path, List<string> seen)
    {
        if (!files.TryGetValue(path, out var file))
        {
            Wanted.Add(path);
            return;
        }

        if (Files.Count >= MostReadings)
        {
            return;
        }

        if (file.Problems.Any(p => p.Code == JailProblemCode.NotUtf8))
        {
            Problems.AddRange(file.Problems);
            return;
        }

        IncludeAll(file, "before", seen);
        Files.Add(path);
        IncludeAll(file, "after", seen);
    }

    private void IncludeAll(JailFile file, string option, List<string> seen)
    {
        var directory = file.Path[..(file.Path.LastIndexOf('/') + 1)];
        foreach (var name in (file.Find(JailTree.Includes, option) ?? file.Find(JailTree.Default, option))?.Value.Split('\n') ?? [])
        {
            var path = ConfPath.Normalize(name.StartsWith('/') ? name : directory + name);
            if (name.Length == 0 || seen.Contains(path, StringComparer.Ordinal) || !file.Sections.Contains(JailTree.Includes))
            {
                continue;
            }

            List<string> chain = [.. seen, file.Path];
            Include(path, chain);

            // A file that is included brings its .local along, be it named or not.
            var local = path[..(path.LastIndexOf('.') is var dot && dot > path.LastIndexOf('/') ? dot : path.Length)] + ".local";
            if (local != path && files.ContainsKey(local))
            {
                Include(local, chain);
            }
        }
    }

    private void Lay(JailFile file)
    {
        Problems.AddRange(file.Problems.Where(p => !Problems.Contains(p)));
        Sections.AddRange(file.Sections.Where(s => !Sections.Contains(s)));
        foreach (var option in file.Options)
        {
            if (!Options.TryGetValue((option.Section, option.Name), out var given))
            {
                Options[(option.Section, option.Name)] = given = [];
            }

            given.Add(option);
        }
    }
}
