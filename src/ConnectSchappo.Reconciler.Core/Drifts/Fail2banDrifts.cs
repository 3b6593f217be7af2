using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// fail2ban's whitelist in its memory, protected addresses that are banned now, bans that the kernel does not know of, and whether the
/// address that we come from is protected.
/// </summary>
internal static class Fail2banDrifts
{
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
                Resource = "fail2ban",
                Field = $"our own address {ours}",
                Desired = "protected",
                File = "not among ignoreip",
                Cure = Cure.Person,
                Consequence = $"a ban would lock us out, SSH included: add {ours} to fail2ban.ignoreip in the desired state",
            };
        }

        if (!box.Seen.Jails.TryGet(out var jails))
        {
            yield break;
        }

        string[] safe = [.. networks, .. known ? [ours!] : Array.Empty<string>()];
        var desired = string.Join(' ', networks.Select(Network.Canonical).Order(StringComparer.Ordinal));
        var files = Files(box);
        foreach (var jail in jails.Values.OrderBy(j => j.Name, StringComparer.Ordinal))
        {
            var memory = string.Join(' ', jail.IgnoreIp.Select(Network.Canonical).Order(StringComparer.Ordinal));
            if (LastWord(files, jail.Name, desired) is { } theirs)
            {
                yield return Drift(
                    jail, "ignoreip", desired, memory.Length == 0 ? "(empty)" : memory,
                    $"{theirs.Place} has the last word over our file, and an address that should be safe can be banned: take ignoreip out there, and run fail2ban-client reload")
                    with
                    {
                        File = theirs.Value.ReplaceLineEndings(" "),
                        Memory = memory == desired ? null : memory.Length == 0 ? "(empty)" : memory,
                        Place = theirs.Place,
                        Cure = Cure.Person,
                    };
            }
            else if (memory != desired)
            {
                yield return Drift(
                    jail, "ignoreip", desired, memory.Length == 0 ? "(empty)" : memory,
                    "an address that should be safe can be banned, on all ports, or one that should not be safe is");
            }

            foreach (var address in jail.Banned.Where(a => safe.Any(n => Network.Contains(n, a))).Order(StringComparer.Ordinal))
            {
                yield return Drift(
                    jail, $"ban of {address}", "not banned", "banned", $"{address} is cut off from the box on all ports although it is protected")
                    with { Kind = DriftKind.Ban };
            }

            if (Unenforced(box, jail, jails.Keys, safe) is { Count: > 0 } free)
            {
                yield return Drift(
                    jail, $"{FirewallField} {string.Join(", ", free.Take(3))}", $"{free.Count} banned address(es) kept out", "the kernel has no rule for them",
                    $"whoever guesses passwords goes on, {free[0]} for one: something flushed the firewall, and fail2ban does not know");
            }
        }
    }

    // What fail2ban would still take from a file of others, though ours were there as it should be: one that is read after it, or a
    // jail's own section, which overrides [DEFAULT] wherever either stands.
    private static JailValue? LastWord(JailTree files, string jail, string desired)
    {
        var value = files.Effective(jail, "ignoreip");
        return value is null || value.Place.Path == OwnFile.Jail || string.Join(' ', value.Words.Select(Network.Canonical).Order(StringComparer.Ordinal)) == desired ? null : value;
    }

    private static JailTree Files(BoxView box)
    {
        var ours = box.Wanted.FirstOrDefault(w => w.Path == OwnFile.Jail)?.Bytes;
        var theirs = box.Seen.Files.Values.Where(f => f.Path.StartsWith("/etc/fail2ban/", StringComparison.Ordinal) && f.Path != OwnFile.Jail)
            .Select(f => JailFile.Parse(f.Path, f.Content));
        return JailTree.Load(ours is { } bytes ? theirs.Append(JailFile.Parse(OwnFile.Jail, bytes)) : theirs);
    }

    /// <summary>How the field of a jail begins whose bans the kernel does not enforce.</summary>
    public const string FirewallField = "bans in the kernel:";

    // Only what bans by the kernel's own tables can be looked for there.
    private static List<string> Unenforced(BoxView box, JailMemory jail, IEnumerable<string> names, string[] safe) =>
        Bans(jail) && box.Seen.Kernel.TryGet(out var kernel)
            ? [.. jail.Banned.Where(a => !safe.Any(n => Network.Contains(n, a)) && !kernel.Rejects(jail.Name, names.Where(n => n != jail.Name), a)).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Whether a jail keeps addresses out by rules that can be seen.</summary>
    public static bool Bans(JailMemory jail) => jail.Actions.Any(a =>
        a.StartsWith("iptables", StringComparison.Ordinal) || a.StartsWith("nftables", StringComparison.Ordinal) || a.StartsWith("firewallcmd", StringComparison.Ordinal));

    private static Drift Drift(JailMemory jail, string field, string desired, string memory, string consequence) => new()
    {
        Kind = DriftKind.Fail2ban,
        Resource = $"fail2ban jail {jail.Name}",
        Field = field,
        Desired = desired,
        Memory = memory,
        Consequence = consequence,
    };
}
