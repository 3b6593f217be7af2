namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>What makes a change of an option effective.</summary>
public enum TakesEffect
{
    /// <summary>The reload of its module.</summary>
    AtReload,

    /// <summary>The next start of Asterisk alone.</summary>
    AtStart,

    /// <summary>The reload of its module where the object says <c>allow_reload=yes</c>, otherwise the next start.</summary>
    AtReloadIfAllowed,
}
