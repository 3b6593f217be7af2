namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>How a drift is removed.</summary>
public enum Remediation
{
    /// <summary>By the reconciler: an edit of a file, an activation, or both.</summary>
    Automatic,

    /// <summary>Only by a person; the consequence says what to do.</summary>
    Manual,
}
