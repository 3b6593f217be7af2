using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Observations;

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
    /// <param name="now">What Asterisk would read of a chain.</param>
    public static string Of(Subject subject, Observation seen, Func<Chain, ConfTree> now)
    {
        var lines = subject == Subject.Fail2ban ? Jails(seen)
            : subject.Chain is { } chain ? Asterisk(seen).Concat(OfOthers(chain, now(chain))).Concat(OnBox(subject, seen))
            : Asterisk(seen);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..Length];
    }

    // Whoever restarts Asterisk gives a change that it would not take another chance.
    private static IEnumerable<string> Asterisk(Observation seen) =>
        [seen.Asterisk.ToString(), seen.Memory.Started.TryGet(out var started) ? started : "", seen.Memory.Version.TryGet(out var version) ? version : ""];

    private static IEnumerable<string> OfOthers(Chain chain, ConfTree tree) =>
        tree.Sections.SelectMany(s => s.Entries.Where(e => e.Place.Path != chain.Own).Select(e => $"[{s.Name}{(s.IsTemplate ? "!" : "")}] {e.Key}={e.Value}"))
            .Concat(tree.Sections.Where(s => s.Place.Path != chain.Own).Select(s => $"[{s.Name}]"))
            .Concat(tree.Problems.Where(p => p.Place.Path != chain.Own && p.Severity >= ConfSeverity.Error).Select(p => $"{p.Code} {p.Place.Path}"));

    private static IEnumerable<string> OnBox(Subject subject, Observation seen)
    {
        if (subject == Subject.Http)
        {
            yield return seen.CertificateOnDisk.TryGet(out var certificate) ? certificate.Sha256 : "";
            yield return seen.Key.TryGet(out var key) ? key.ToString() : "";
            foreach (var holder in seen.Ports.Where(p => !p.IsAsterisk))
            {
                yield return $"{holder.Bound} {holder.Program}";
            }
        }

        if (seen.Unreadable.TryGet(out var unreadable))
        {
            foreach (var path in unreadable.Order(StringComparer.Ordinal))
            {
                yield return path;
            }
        }

        foreach (var path in (string[])[$"{Chain.Directory}/sorcery.conf", $"{Chain.Directory}/pjsip_wizard.conf"])
        {
            yield return subject == Subject.Pjsip && seen.Files.TryGetValue(path, out var file) ? file.Sha256 : "";
        }
    }

    private static IEnumerable<string> Jails(Observation seen) =>
        seen.Files.Values.Where(f => f.Path.StartsWith("/etc/fail2ban/", StringComparison.Ordinal) && f.Path != OwnFile.Jail).OrderBy(f => f.Path, StringComparer.Ordinal)
            .SelectMany(f => JailFile.Parse(f.Path, f.Content) is var file
                ? file.Options.Select(o => $"{f.Path} [{o.Section}] {o.Name}={o.Value}").Concat(file.Problems.Select(p => string.Create(CultureInfo.InvariantCulture, $"{f.Path} {p.Code}")))
                : [])
            .Append($"{seen.Fail2ban} {seen.Fail2banUnit}")
            .Concat(seen.Jails.TryGet(out var jails) ? jails.Keys.Order(StringComparer.Ordinal) : []);
}
