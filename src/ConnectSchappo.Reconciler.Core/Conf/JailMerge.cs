namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>Puts fail2ban's files into their order and lays the later over the earlier.</summary>
internal sealed class JailMerge
{
    /// <summary>Python gives up at a thousand calls within calls; no honest chain of includes is near it.</summary>
    private const int DeepestChain = 200;

    private const int MostReadings = 10_000;

    private readonly Dictionary<string, JailFile> files;

    /// <summary>fail2ban keeps the files that a list of names led to, whatever way it came to them first.</summary>
    private readonly Dictionary<string, List<string>> known = new(StringComparer.Ordinal);

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
        merge.Files.AddRange(merge.Expand([.. merge.TopFiles(directory)], []));
        foreach (var path in merge.Files)
        {
            merge.Lay(merge.files[path]);
        }

        return merge;
    }

    /// <summary>What is given, in configreader.py's order; names are sorted by code point.</summary>
    private IEnumerable<string> TopFiles(string directory)
    {
        string[] patterns = [$"{directory}/jail.conf", $"{directory}/jail.d/*.conf", $"{directory}/jail.local",
            $"{directory}/jail.d/*.local"];
        return patterns.SelectMany(p => files.Keys.Where(new ConfGlob(p).Matches).Order(StringComparer.Ordinal));
    }

    /// <summary>Files and all that they include, in the order of reading: _getIncludes of configparserinc.py.</summary>
    private List<string> Expand(List<string> paths, List<string> seen)
    {
        var expanded = paths.SelectMany(
            p => LocalOf(p) is { } local && !paths.Contains(local) && files.ContainsKey(local) ? [p, local] : new[] { p }).ToList();
        var key = string.Join('\n', expanded);
        if (known.TryGetValue(key, out var before))
        {
            return before;
        }

        var all = new List<string>();
        foreach (var path in expanded)
        {
            all.AddRange(ExpandOne(path, seen));
            if (all.Count > MostReadings)
            {
                TellLoop(path);
                break;
            }
        }

        return known[key] = all;
    }

    private List<string> ExpandOne(string path, List<string> seen)
    {
        if (!files.TryGetValue(path, out var file))
        {
            Wanted.Add(path);
            return [];
        }

        if (file.Problems.FirstOrDefault(p => p.Code == JailProblemCode.NotUtf8) is { } problem)
        {
            Problems.Add(problem);
            return [];
        }

        if (seen.Count > DeepestChain)
        {
            TellLoop(path);
            return [];
        }

        return [.. Included(file, "before", seen), path, .. Included(file, "after", seen)];
    }

    private List<string> Included(JailFile file, string option, List<string> seen)
    {
        var included = new List<string>();
        if (!file.Sections.Contains(JailTree.Includes))
        {
            return included;
        }

        var directory = file.Path[..(file.Path.LastIndexOf('/') + 1)];
        foreach (var name in (file.Find(JailTree.Includes, option) ?? file.Find(JailTree.Default, option))?.Value.Split('\n') ?? [])
        {
            var path = ConfPath.Normalize(name.StartsWith('/') ? name : directory + name);
            if (name.Length > 0 && !seen.Contains(path, StringComparer.Ordinal) && included.Count <= MostReadings && !IsLoop)
            {
                included.AddRange(Expand([path], [.. seen, file.Path]));
            }
        }

        return included;
    }

    private bool IsLoop => Problems.Exists(p => p.Code == JailProblemCode.IncludeLoop);

    private void TellLoop(string path) =>
        Problems.Add(new ConfProblem(JailProblemCode.IncludeLoop, ConfSeverity.Fatal, new ConfPlace(path, 1, 1),
        $"files include each other without end", $"fail2ban gives up, and rejects its whole configuration"));

    private static string? LocalOf(string path)
    {
        var dot = path.LastIndexOf('.');
        var local = (dot > path.LastIndexOf('/') ? path[..dot] : path) + ".local";
        return local == path ? null : local;
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
