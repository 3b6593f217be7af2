using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>What is known of a box's configuration files. It is immutable; an edit is tried by <see cref="With"/>.</summary>
public sealed class ConfFileSet
{
    public const string AsteriskDirectory = "/etc/asterisk";

    private readonly ImmutableSortedDictionary<string, ConfDocument> documents;
    private readonly ImmutableHashSet<string>? looked;
    private readonly ConcurrentDictionary<string, ConfTree> trees = new(StringComparer.Ordinal);

    /// <param name="documents">The files that Asterisk can read. Of two with the same path the last counts.</param>
    /// <param name="looked">
    /// The paths and globs that were looked for on the box, found or not. With it the set is partial: a file that is neither
    /// here nor looked for is unknown, and wanted. Without it the set is complete: what is not in it is not there.
    /// </param>
    /// <param name="directory">Asterisk's directory of configuration (astetcdir).</param>
    /// <param name="dialect">How the Asterisk reads that the files are for.</param>
    public ConfFileSet(
        IEnumerable<ConfDocument> documents, IEnumerable<string>? looked = null, string directory = AsteriskDirectory,
        ConfDialect dialect = default)
        : this(Index(documents), looked?.Select(ConfPath.Normalize).ToImmutableHashSet(StringComparer.Ordinal), directory, dialect)
    {
    }

    private ConfFileSet(
        ImmutableSortedDictionary<string, ConfDocument> documents, ImmutableHashSet<string>? looked, string directory, ConfDialect dialect)
    {
        Dialect = dialect;
        this.documents = documents;
        this.looked = looked;
        Directory = directory;
    }

    /// <summary>Where relative names lie.</summary>
    public string Directory { get; }

    /// <summary>How the Asterisk reads that the files are for.</summary>
    public ConfDialect Dialect { get; }

    /// <summary>The files, sorted by path.</summary>
    public IEnumerable<ConfDocument> Documents => documents.Values;

    /// <summary>The file at a path, where <c>.</c>, <c>..</c> and doubled slashes are resolved by their text alone.</summary>
    public ConfDocument? Find(string path) => documents.GetValueOrDefault(ConfPath.Normalize(path));

    /// <summary>
    /// The paths of the set that a pattern stands for, as glob(3) with GLOB_BRACE finds them: <c>* ? [...]</c> within a name, never a
    /// leading dot, sorted by their bytes; the alternatives of <c>{a,b}</c> one after the other.
    /// </summary>
    public IEnumerable<string> Match(string glob) => ConfGlob.Expand(glob).SelectMany(MatchOne);

    /// <summary>The set with this file instead of the one at its path.</summary>
    public ConfFileSet With(ConfDocument document) =>
        new(documents.SetItem(ConfPath.Normalize(document.Path), document), looked, Directory, Dialect);

    /// <summary>The set without a file, which is then known to be missing.</summary>
    public ConfFileSet Without(string path) =>
        new(documents.Remove(ConfPath.Normalize(path)), looked?.Add(ConfPath.Normalize(path)), Directory, Dialect);

    /// <summary>What Asterisk reads of a top file of the set. It is worked out once.</summary>
    internal ConfTree Tree(string topPath) => trees.GetOrAdd(topPath, path => ConfReader.Load(this, path));

    internal bool IsComplete => looked is null;

    /// <summary>Whether it is known what a path or pattern stands for.</summary>
    internal bool Knows(string pathOrGlob)
    {
        var normal = ConfPath.Normalize(pathOrGlob);
        return (looked?.Contains(normal) ?? false) || (!ConfGlob.IsPattern(pathOrGlob) && documents.ContainsKey(normal));
    }

    private IEnumerable<string> MatchOne(string pattern)
    {
        if (!ConfGlob.IsPattern(pattern))
        {
            var path = ConfGlob.Unescape(pattern);
            return Find(path) is null ? [] : [ConfPath.Normalize(path)];
        }

        var glob = new ConfGlob(ConfPath.Normalize(pattern));
        return documents.Keys.Where(glob.Matches);
    }

    private static ImmutableSortedDictionary<string, ConfDocument> Index(IEnumerable<ConfDocument> documents)
    {
        // By code unit, which for the names that occur is by byte, as strcoll sorts in the C locale.
        var index = ImmutableSortedDictionary.CreateBuilder<string, ConfDocument>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            index[ConfPath.Normalize(document.Path)] = document;
        }

        return index.ToImmutable();
    }
}
