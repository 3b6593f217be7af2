using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;

/// <summary>
/// fail2ban's whitelist in its memory, protected addresses that are banned now, bans that the kernel does not know of, and whether the
/// address that we come from is protected.
/// </summary>
internal static class Fail2banDrifts
{
    /// <summary>The field of the drift that fail2ban runs no jail, though its files enable some.</summary>
    public const string Jails = "jails";

    private const int MostNamed = 20;

    public static IEnumerable<Drift> Find(BoxView box)
    {
        if (box.Desired.IgnoreIp is not { } networks || box.Seen.Fail2ban == Fail2banLife.Absent)
        {
            yield break;
        }

        var known = box.Seen.OurAddress.TryGet(out var ours);
        if (known && !networks.Any(n => Network.Contains(n, ours!)))
        {
            yield return new Drift
            {
                Kind = DriftKind.Fail2ban,
                Resource = new SettingsId(Fail2banSubject.Instance),
                Field = "our own address",
                Desired = $"{ours} protected",
                File = $"not in ignoreip",
                Remediation = Remediation.Manual,
                Consequence = $"a ban would lock out the reconciler, SSH included: add {ours} to fail2ban.ignoreip in the desired state",
            };
        }

        if (!box.Seen.Jails.TryGet(out var jails))
        {
            yield break;
        }

        string[] safe = [.. networks, .. known ? [ours!] : Array.Empty<string>()];
        var desired = JailLists.Text(networks);
        var files = JailLists.With(box.Seen, box.Wanted.FirstOrDefault(w => w.Path == Fail2banSubject.Jail)?.Bytes);

        if (jails.IsEmpty && files.IsValid && files.Enabled.ToList() is { Count: > 0 } enabled)
        {
            yield return new Drift
            {
                Kind = DriftKind.Fail2ban,
                Resource = new SettingsId(Fail2banSubject.Instance),
                Field = Jails,
                Desired = $"{Listing.Of(enabled)} run",
                Memory = $"none runs",
                Consequence = $"nobody is banned who guesses passwords: fail2ban loses all jails if a reload fails",
            };
        }

        // A person is shown the first few of a kind: those first where somebody loses protection.
        foreach (var jail in jails.Values.OrderBy(j => !Extra(j.IgnoreIp, networks).Any()).ThenBy(j => j.Name, StringComparer.Ordinal))
        {
            var memory = JailLists.Text(jail.IgnoreIp);
            var shown = memory.Length == 0 ? LayerWords.Empty : Message.Verbatim(memory);
            if (LastWord(files, jail.Name, networks) is { } theirs)
            {
                yield return Drift(jail, "ignoreip", Message.Verbatim(desired), shown, Overruled(theirs, networks)) with
                {
                    File = Message.Verbatim(theirs.Value.ReplaceLineEndings(" ")),
                    Memory = memory == desired ? null : shown,
                    Place = theirs.Place,
                    Remediation = Remediation.Manual,
                };
            }
            else if (memory != desired)
            {
                yield return Drift(jail, "ignoreip", Message.Verbatim(desired), shown, Difference(jail.IgnoreIp, networks));
            }

            foreach (var address in jail.Banned.Where(a => safe.Any(n => Network.Contains(n, a))).Order(StringComparer.Ordinal))
            {
                yield return Drift(
                    jail, "", $"not banned", $"banned", $"{address} cannot reach the box on any port, although it is protected") with
                {
                    Kind = DriftKind.Ban,
                    Resource = new BanId(jail.Name, address),
                };
            }

            if (Unenforced(box, jail, jails.Keys, safe) is { Count: > 0 } free)
            {
                yield return Drift(
                    jail, "bans in the kernel", $"{Listing.Of(free, 3)} kept out", $"the kernel has no rule for {Listing.Of(free, 3)}",
                    $"banned addresses such as {free[0]} can go on guessing passwords: "
                        + $"the firewall was flushed, and fail2ban does not know") with
                {
                    TakesEffect = DriftNeed.JailRestart,
                };
            }
        }
    }

    // What fail2ban would still take from a file of others, though ours were there as it should be: one that is read after it.
    private static JailValue? LastWord(JailTree files, string jail, EquatableArray<string> networks)
    {
        var value = files.Effective(jail, "ignoreip");
        return value is null || value.Place.Path == Fail2banSubject.Jail || JailLists.Holds(value, networks) ? null : value;
    }

    private static Message Overruled(JailValue theirs, EquatableArray<string> networks)
    {
        var (place, open, extra) = (theirs.Place, Open(theirs.Words, networks).ToList(), Extra(theirs.Words, networks).ToList());
        Message remedy = $"remove ignoreip there, and run fail2ban-client reload";
        return open.Count > 0 ? $"{place} overrides our file, so that fail2ban can ban {Listing.Of(open, MostNamed)}: {remedy}"
            : extra.Count > 0
            ? (Message)$"{place} overrides our file, so that fail2ban protects {Listing.Of(extra, MostNamed)} too: {remedy}"
            : $"{place} overrides our file: {remedy}";
    }

    // Ours replaces the list of the box, so whoever is safe by that alone is so no longer.
    private static Message Difference(EquatableArray<string> memory, EquatableArray<string> networks)
    {
        var (open, extra) = (Open(memory, networks).ToList(), Extra(memory, networks).ToList());
        Message lacks = $"fail2ban can ban {Listing.Of(open, MostNamed)}, which must be protected";
        Message loses = $"fail2ban protects {Listing.Of(extra, MostNamed)} now and will stop: "
            + $"add to fail2ban.ignoreip what must stay protected";
        return (open.Count > 0, extra.Count > 0) switch
        {
            (true, true) => $"{lacks}; {loses}",
            (true, false) => lacks,
            (false, true) => loses,
            (false, false) => $"fail2ban protects the same addresses by another list",
        };
    }

    // Which of the wanted networks a list leaves open.
    private static IEnumerable<string> Open(EquatableArray<string> list, EquatableArray<string> networks) =>
        networks.Where(n => !list.Any(l => Network.Covers(l, n)));

    // Which networks of a list are none of those that are wanted.
    private static IEnumerable<string> Extra(EquatableArray<string> list, EquatableArray<string> networks) =>
        list.Where(l => !networks.Any(n => Network.Covers(n, l))).Order(StringComparer.Ordinal);

    // Only what bans by the kernel's own tables can be looked for there.
    private static List<string> Unenforced(BoxView box, JailMemory jail, IEnumerable<string> names, string[] safe) =>
        Bans(jail) && box.Seen.Kernel.TryGet(out var kernel)
            ? [.. jail.Banned
                .Where(a => !safe.Any(n => Network.Contains(n, a)) && !kernel.Rejects(jail.Name, names.Where(n => n != jail.Name), a))
                .Order(StringComparer.Ordinal)]
            : [];

    /// <summary>
    /// The jails that the files enable and fail2ban does not run, while it runs others. Somebody ended them, or fail2ban could not start
    /// them, as one without a log to read; which of the two, only an attempt would tell.
    /// </summary>
    public static EquatableArray<string> Ended(BoxView box) =>
        box.Seen.Jails.TryGet(out var jails) && !jails.IsEmpty && JailLists.AsTheyAre(box.Seen) is { IsValid: true } files
            ? files.Enabled.Where(j => !jails.ContainsKey(j)).Order(StringComparer.Ordinal).ToEquatableArray()
            : [];

    /// <summary>Whether a jail keeps addresses out by rules that can be seen.</summary>
    public static bool Bans(JailMemory jail) => jail.Actions.Any(a =>
        a.StartsWith("iptables", StringComparison.Ordinal) || a.StartsWith("nftables", StringComparison.Ordinal)
            || a.StartsWith("firewallcmd", StringComparison.Ordinal));

    private static Drift Drift(JailMemory jail, string field, Message desired, Message memory, Message consequence) => new()
    {
        Kind = DriftKind.Fail2ban,
        Resource = new JailId(jail.Name),
        Field = field,
        Desired = desired,
        Memory = memory,
        Consequence = consequence,
    };
}
