namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>The versions of one series from one on and before another.</summary>
public sealed record VersionSpan(AsteriskVersion From, AsteriskVersion Before)
{
    public bool Contains(AsteriskVersion version) => From <= version && version < Before;
}
