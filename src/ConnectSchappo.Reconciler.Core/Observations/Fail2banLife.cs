namespace ConnectSchappo.Reconciler.Core.Observations;

/// <summary>How alive fail2ban is.</summary>
public enum Fail2banLife
{
    /// <summary>It is not installed.</summary>
    Absent,

    /// <summary>It is installed and does not answer: nobody is banned, nobody is protected.</summary>
    Stopped,

    Running,
}
