using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Files that are there and were not read. Each is one blind spot: what it may hold is neither there nor absent, what does not hang on
/// it is compared and healed as ever.
/// </summary>
internal static class UnseenFiles
{
    /// <summary>Asterisk's own file, in which it says whether it runs programs for their output.</summary>
    public const string Main = $"{ConfigFile.Directory}/asterisk.conf";

    /// <summary>Whether a file of a chain was not read, so that nothing follows from what the others do not say.</summary>
    public static bool Any(BoxView box, ConfigFile configFile) => Of(box.Seen, box.Of(configFile).Subject, box.Of(configFile).Now).Any();

    /// <summary>
    /// The same, and whether a program writes a part of the chain: <c>#exec</c>, which Asterisk runs where asterisk.conf says
    /// <c>execincludes=yes</c>. Source: Asterisk 16.28, main/config.c and main/asterisk.c.
    /// </summary>
    public static bool IsBlind(BoxView box, ConfigFile configFile) => Any(box, configFile) || Executed(box, configFile).Any();

    /// <summary>Where a chain has programs that Asterisk runs, and what they print is not known.</summary>
    public static IEnumerable<ConfPlace> Executed(BoxView box, ConfigFile configFile)
    {
        var execs = Trees(box, configFile).SelectMany(t => t.Includes).Where(i => i.Kind == ConfIncludeKind.Exec).Select(i => i.Place)
            .Distinct().ToList();
        return execs.Count > 0 && RunsExecs(box) ? execs : [];
    }

    /// <summary>
    /// Whether a file was not read that Asterisk reads at its start for a chain; for PJSIP also one of what else defines its objects.
    /// </summary>
    public static bool AnyAtStart(BoxView box, ConfigFile configFile) => AtStart(box, configFile).Any();

    /// <summary>The same, each with why it was not read and what to do.</summary>
    public static IEnumerable<Message> ToldOfStart(BoxView box, ConfigFile configFile) =>
        AtStart(box, configFile)
            .Select(p => (Message)$"the next start reads a file whose content is unknown: {Told(p, box.Seen.Unseen[p])}");

    /// <summary>
    /// Whether of what defines PJSIP's objects, or chan_sip's peers, a part is not known: a file that was not read, or what a program
    /// prints.
    /// </summary>
    public static bool HidesNames(BoxView box, ConfigFile configFile) =>
        IsBlind(box, configFile) || AnyAtStart(box, configFile);

    /// <summary>Whether a configuration beside the five chains was not read whole.</summary>
    public static bool AnyOf(ConfFileSet files, ImmutableDictionary<string, UnseenReason> unseen, string top) =>
        !unseen.IsEmpty && unseen.Any(u => IsReadBy(u.Key, u.Value, top, ConfTree.Load(files, top)));

    /// <summary>Why our own file of a chain must be left as it is; null where nothing speaks against writing it.</summary>
    public static Message? Refusal(Observation seen, Subject subject, ConfTree? now) => now is null
        ? seen.Unseen.TryGetValue(subject.OwnFile!, out var reason) ? Told(subject.OwnFile!, reason) : null
        : Of(seen, subject, now)
        .FirstOrDefault(p => p == subject.OwnFile || p == subject.ConfigFile!.Top || subject.ConfigFile.ComesFirst) is { } path
            ? (Message)$"{Told(path, seen.Unseen[path])}; until then {subject} is not changed"
            : null;

    /// <summary>Whether a line includes a file that was not read: what follows from that is told with the file.</summary>
    public static bool AreIncludedAt(BoxView box, ConfPlace place) => !box.Seen.Unseen.IsEmpty
        && box.Chains.Any(c => c.Now.Includes.Any(
            i => i.Place.Path == place.Path && i.Place.Line == place.Line && box.Seen.Unseen.ContainsKey(Resolved(i))));

    /// <summary>What was not read and matters to the desired state: the path, why, and what to do.</summary>
    public static IEnumerable<Message> Told(BoxView box) => box.Seen.Unseen.Where(u => Matters(box, u.Key, u.Value))
        .OrderBy(u => u.Key, StringComparer.Ordinal).Select(u => Told(u.Key, u.Value));

    private static Message Told(string path, UnseenReason reason) => reason switch
    {
        UnseenReason.Special => $"{path}: it is not a regular file (a FIFO, a device or a socket), so it was not opened: "
            + $"replace it with a regular file, or remove the line that includes it",
        UnseenReason.Folder => (Message)$"{path}: it is a directory: replace it with a regular file, or remove the line that includes it",
        UnseenReason.Large => $"{path}: it is larger than 16 MiB, so it was not read: make it smaller, or remove the line that includes it",
        UnseenReason.TooMuch => $"{path}: all files together exceed 32 MiB, so it was not read: "
            + $"make them smaller (ls -lS /etc/asterisk), or remove the lines that include them",
        UnseenReason.Unreadable => $"{path}: reading it failed: try it on the box (cat {path} >/dev/null), and check the disk (dmesg)",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    private static IEnumerable<string> AtStart(BoxView box, ConfigFile configFile) => box.Seen.Unseen.IsEmpty ? []
        : box.Seen.Unseen.Where(u => Trees(box, configFile).Any(t => IsReadBy(u.Key, u.Value, t.Path, t))).Select(u => u.Key)
            .Order(StringComparer.Ordinal);

    private static IEnumerable<ConfTree> Trees(BoxView box, ConfigFile configFile) =>
        box.Of(configFile).Subject.FilesBeside.Select(p => ConfTree.Load(box.Files, p)).Prepend(box.Of(configFile).Now);

    // A folder that a pattern stands for is passed over.
    private static bool IsReadBy(string path, UnseenReason reason, string top, ConfTree tree) => path == top
        || tree.Includes.Any(i => i.Kind != ConfIncludeKind.Exec
            && (Resolved(i) == path || (reason != UnseenReason.Folder && new ConfGlob(Resolved(i)).Matches(path))));

    private static IEnumerable<string> Of(Observation seen, Subject subject, ConfTree now) =>
        seen.Unseen.IsEmpty ? [] : seen.Unseen.Keys.Where(p => IsPart(p, subject, now)).Order(StringComparer.Ordinal);

    private static bool IsPart(string path, Subject subject, ConfTree now) =>
        path == subject.ConfigFile!.Top || path == subject.ConfigFile.Custom || path == subject.ConfigFile.Own || now.Files.Contains(path)
        || now.Includes.Any(i => i.Kind != ConfIncludeKind.Exec && new ConfGlob(Resolved(i)).Matches(path))
        || subject.FilesBeside.Contains(path);

    private static bool RunsExecs(BoxView box) => box.Seen.Unseen.ContainsKey(Main)
        || OptionSpelling.Truth(ConfTree.Load(box.Files, Main).Find("options")?.Last("execincludes")?.Value ?? "no") == "yes";

    private static string Resolved(ConfInclude include) => ConfPath.Normalize(ConfPath.Resolve(ConfigFile.Directory, include.Target));

    // Of a folder that only a pattern stands for nothing is lost: Asterisk and fail2ban pass over it.
    private static bool Matters(BoxView box, string path, UnseenReason reason) =>
        box.Subjects.FirstOrDefault(s => s.Folder is { } folder && path.StartsWith(folder, StringComparison.Ordinal)) is { } subject
        ? subject.IsWanted(box) && (reason != UnseenReason.Folder || path == subject.OwnFile)
        : box.Chains.Any(c => c.Subject.IsWanted(box) && IsPart(path, c.Subject, c.Now)
            && (reason != UnseenReason.Folder || IsNamed(path, c)));

    private static bool IsNamed(string path, ConfigFileView view) =>
        path == view.ConfigFile.Top || path == view.ConfigFile.Custom || path == view.ConfigFile.Own
            || view.Now.Includes.Any(i => Resolved(i) == path);
}
