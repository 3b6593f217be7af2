namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// What Asterisk reads when a module loads a configuration: the top file and all that it includes, as one list of sections. It
/// follows Asterisk 16.28 (main/config.c) in every detail that a module can see, proven against the running program.
/// </summary>
public sealed record ConfTree
{
    /// <summary>The path of the top file.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// False: Asterisk rejects the whole configuration and keeps what it had (at a start: has nothing). Then
    /// <see cref="Sections"/> are those before the error, for showing only.
    /// </summary>
    public required bool IsValid { get; init; }

    /// <summary>In order, templates included.</summary>
    public required EquatableArray<ConfSection> Sections { get; init; }

    /// <summary>In the order of reading, each once.</summary>
    public required EquatableArray<ConfProblem> Problems { get; init; }

    /// <summary>Every directive for another file that Asterisk came to; one behind a cut is not among them.</summary>
    public required EquatableArray<ConfInclude> Includes { get; init; }

    /// <summary>The files that were read, in the order of the first reading.</summary>
    public required EquatableArray<string> Files { get; init; }

    /// <summary>The files that were not read to their end.</summary>
    public required EquatableArray<ConfCut> Cuts { get; init; }

    /// <summary>
    /// Paths and globs that were referred to and are not known to the file set. While there are any, and the set is a partial
    /// one, all the rest is provisional: fetch them, and load again.
    /// </summary>
    public required EquatableArray<string> Wanted { get; init; }

    /// <summary>
    /// Reads as Asterisk would. A <paramref name="topPath"/> that is not absolute lies in the set's directory of configuration,
    /// and so does every relative include, wherever the including file lies. Of one set each top file is read once.
    /// </summary>
    public static ConfTree Load(ConfFileSet files, string topPath) => files.Tree(topPath);

    /// <summary>
    /// Whether Asterisk came as far as this line of a file. It says nothing about files that are not <see cref="Files"/>.
    /// </summary>
    public bool Reaches(ConfPlace place) =>
        Files.Contains(place.Path) && !Cuts.Any(c => c.Place.Path == place.Path && c.Place.Line <= place.Line);

    /// <summary>The first section of that name that is no template, as most modules look one up: without regard to ASCII case.</summary>
    public ConfSection? Find(string name) => All(name).FirstOrDefault();

    /// <summary>Every section of that name that is no template.</summary>
    public IEnumerable<ConfSection> All(string name) =>
        Sections.Where(s => !s.IsTemplate && ConfText.EqualsIgnoreCase(s.Name, name));

    /// <summary>
    /// Where a key of the first section of a name comes from, by the way its module reads repeats. A section that is not there has no keys.
    /// </summary>
    public ConfProvenance Provenance(string section, string key, RepeatRule rule) =>
        Find(section) is { } found ? ConfProvenance.Of(found, key, rule) : new ConfProvenance(key, [], []);
}
