namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>How alive fail2ban is.</summary>
public enum Fail2banLife
{
    /// <summary>It is not installed.</summary>
    Absent,

    /// <summary>It is installed and nobody is at its socket: nobody is banned, nobody is protected.</summary>
    Stopped,

    Running,

    /// <summary>Its process is there and does not answer: whom it bans and protects cannot be told, and a start does nothing.</summary>
    Hung,
}
