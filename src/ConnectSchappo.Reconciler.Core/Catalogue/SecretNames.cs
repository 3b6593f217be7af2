using System.Collections.Frozen;

namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>
/// Which names of options stand for secrets, in whatever section and version of Asterisk: for texts of which nobody knows where they
/// belong.
/// </summary>
public static class SecretNames
{
    private static readonly ILookup<bool, string> BySecrecy =
        AsteriskCatalogue.Rows.SelectMany(section => section).ToLookup(o => o.IsSecret, o => o.Name);

    /// <summary>The names that stand for a secret wherever there is such an option.</summary>
    public static FrozenSet<string> Always { get; } =
        BySecrecy[true].Except(BySecrecy[false]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names that stand for a secret in one section, and not in another.</summary>
    public static FrozenSet<string> Sometimes { get; } =
        BySecrecy[true].Intersect(BySecrecy[false]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
