namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>fail2ban's whitelist in its memory, and protected addresses that are banned now.</summary>
internal static class Fail2banDrifts
{
    public static IEnumerable<Drift> Find(BoxView box)
    {
        if (box.Desired.IgnoreIp is not { } networks || !box.Seen.Jails.TryGet(out var jails))
        {
            yield break;
        }

        var desired = string.Join(' ', networks.Select(Network.Canonical).Order(StringComparer.Ordinal));
        foreach (var jail in jails.Values.OrderBy(j => j.Name, StringComparer.Ordinal))
        {
            var memory = string.Join(' ', jail.IgnoreIp.Select(Network.Canonical).Order(StringComparer.Ordinal));
            if (memory != desired)
            {
                yield return new Drift
                {
                    Kind = DriftKind.Fail2ban,
                    Resource = $"fail2ban jail {jail.Name}",
                    Field = "ignoreip",
                    Desired = desired,
                    Memory = memory.Length == 0 ? "(empty)" : memory,
                    Consequence = "an address that should be safe can be banned, on all ports, or one that should not be safe is",
                };
            }

            foreach (var address in jail.Banned.Where(a => networks.Any(n => Network.Contains(n, a))))
            {
                yield return new Drift
                {
                    Kind = DriftKind.Ban,
                    Resource = $"fail2ban jail {jail.Name}",
                    Field = $"ban of {address}",
                    Desired = "not banned",
                    Memory = "banned",
                    Consequence = $"{address} is cut off from the box on all ports although it is protected",
                };
            }
        }
    }
}
