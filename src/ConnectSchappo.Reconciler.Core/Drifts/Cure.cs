namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Who can remove a drift.</summary>
public enum Cure
{
    /// <summary>We can: by an edit of a file, an activation, or both.</summary>
    Ours,

    /// <summary>Only a person can; the consequence says what to do.</summary>
    Person,
}
