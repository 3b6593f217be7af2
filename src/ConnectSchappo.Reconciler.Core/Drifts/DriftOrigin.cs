namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Who moved, that a drift came about.</summary>
public enum DriftOrigin
{
    /// <summary>The box: what we wrote is no longer what is there, or what runs.</summary>
    Corrective,

    /// <summary>The desired state: the box is as we left it, and now something else is wanted.</summary>
    Intentional,
}
