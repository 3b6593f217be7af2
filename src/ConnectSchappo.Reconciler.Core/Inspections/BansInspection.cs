using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Inspections;

/// <summary>Whom fail2ban bans, since when and until when, and whether the packet filter heeds it.</summary>
internal sealed class BansInspection() : ObservedInspection(
    "bans", "the addresses that fail2ban bans, and whether the packet filter keeps them out",
    "address", "jail", "kept out", "since", "until")
{
    private protected override Fact<IEnumerable<EquatableArray<string>>> Rows(Observation seen) =>
        seen.Fail2ban == Fail2banLife.Absent
            ? Fact.Known<IEnumerable<EquatableArray<string>>>([])
            : seen.Jails.Select(jails =>
                from jail in jails.Values
                from address in jail.Banned
                let ban = jail.Bans.FirstOrDefault(b => b.Address == address)
                select new EquatableArray<string>(
                    [address, jail.Name, KeptOut(seen, jail.Name, jails.Keys, address), ban.Since ?? "", Until(ban.Until)]));

    // What fail2ban says of a ban without an end.
    private static string Until(string? told) => told switch { null => "", ['9', '9', '9', '9', '-', ..] => "never", _ => told };

    private static string KeptOut(Observation seen, string jail, IEnumerable<string> all, string address) =>
        seen.Kernel.TryGet(out var firewall) ? firewall.Rejects(jail, all.Where(j => j != jail), address) ? "yes" : "NO" : "";
}
