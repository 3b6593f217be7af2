namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>How alive Asterisk is.</summary>
public enum AsteriskLife
{
    /// <summary>No process, or nobody at its control socket.</summary>
    Stopped,

    /// <summary>It runs and is not fully booted yet.</summary>
    Booting,

    Running,

    /// <summary>The process is there and does not answer in time.</summary>
    Hung,
}
