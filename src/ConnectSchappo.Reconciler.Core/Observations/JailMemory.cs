namespace ConnectSchappo.Reconciler.Core.Observations;

/// <summary>What fail2ban runs with in one jail: the networks it ignores, as it prints them, and the addresses it bans now.</summary>
public sealed record JailMemory(string Name, EquatableArray<string> IgnoreIp, EquatableArray<string> Banned);
