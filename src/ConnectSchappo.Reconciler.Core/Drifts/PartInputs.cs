using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// What the fate of a subject's change hangs on besides the change itself: what others say in its files, in meaning and not in bytes, and
/// what of the box it needs. While it is the same, what failed will fail again. What we write ourselves is not in it.
/// </summary>
internal static class PartInputs
{
    private const int Length = 16;

    /// <param name="subject">Whose.</param>
    /// <param name="seen">An observation of the box.</param>
    /// <param name="now">What Asterisk would read of the subject's files; null where it has none of Asterisk's.</param>
    public static string Of(Subject subject, Observation seen, ConfTree? now) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', subject.Inputs(seen, now)))))[..Length];

    /// <summary>Of Asterisk itself: whoever restarts it gives a change that it would not take another chance.</summary>
    public static IEnumerable<string> OfAsterisk(Observation seen) =>
        [seen.Asterisk.ToString(), seen.Memory.Started.TryGet(out var started) ? started : "", seen.Version?.ToString() ?? ""];

    /// <summary>Of a configuration file of Asterisk's: what others say in it, and which files Asterisk may not read.</summary>
    public static IEnumerable<string> OfFiles(Observation seen, ConfigFile configFile, ConfTree tree) => OfAsterisk(seen)
        .Concat(tree.Sections.SelectMany(
            s => s.Entries.Where(e => e.Place.Path != configFile.Own)
                .Select(e => $"[{s.Name}{(s.IsTemplate ? "!" : "")}] {e.Key}={e.Value}")))
        .Concat(tree.Sections.Where(s => s.Place.Path != configFile.Own).Select(s => $"[{s.Name}]"))
        .Concat(tree.Problems.Where(p => p.Place.Path != configFile.Own && p.Severity >= ConfSeverity.Error)
            .Select(p => $"{p.Code} {p.Place.Path}"))
        .Concat(seen.Unreadable.TryGet(out var unreadable) ? unreadable.Order(StringComparer.Ordinal) : []);
}
