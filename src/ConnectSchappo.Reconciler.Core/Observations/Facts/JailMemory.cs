namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>What fail2ban runs with in one jail: the networks it ignores, as it prints them, and the addresses it bans now.</summary>
public sealed record JailMemory(string Name, EquatableArray<string> IgnoreIp, EquatableArray<string> Banned)
{
    /// <summary>The names of what it does to whom it bans, such as <c>iptables-allports</c>; empty where fail2ban did not tell.</summary>
    public EquatableArray<string> Actions { get; init; }

    /// <summary>
    /// When bans began and end, by the box's own clock as fail2ban prints it; empty where fail2ban did not tell.
    /// </summary>
    public EquatableArray<(string Address, string Since, string Until)> Bans { get; init; }
}
