namespace ConnectSchappo.Reconciler.Core.Diagnoses.Facts;

/// <summary>What a packet filter does with a packet.</summary>
/// <param name="IsLetIn">Null where it depends on what cannot be seen, such as a list of addresses.</param>
/// <param name="Rule">The rule that decides, as iptables prints it, or the policy of the chain.</param>
public sealed record PacketVerdict(bool? IsLetIn, string Rule);
