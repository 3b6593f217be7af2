namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>Whom the kernel turns away at the box's door.</summary>
/// <param name="Rejected">Addresses, each with the name of the configFile or set that holds it.</param>
public sealed record Firewall(EquatableArray<(string Place, string Address)> Rejected)
{
    /// <summary>
    /// Whether what a jail put there turns an address away. The name of a chain or set holds the jail's; what bears the name of
    /// another jail is not its work.
    /// </summary>
    public bool Rejects(string jail, IEnumerable<string> others, string address) => Rejected.Any(r =>
        r.Address == address && (r.Place.Contains(jail, StringComparison.Ordinal)
            || !others.Any(o => r.Place.Contains(o, StringComparison.Ordinal))));
}
