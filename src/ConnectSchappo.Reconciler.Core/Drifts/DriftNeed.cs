namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>What it takes to make the removal of a drift effective, once the files are right.</summary>
public enum DriftNeed
{
    /// <summary>The reload of what it concerns, which nobody notices.</summary>
    Reload,

    /// <summary>Nothing: what runs is right, and the next start reads the file.</summary>
    NextStart,

    /// <summary>The restart of a jail: fail2ban bans its addresses anew, and nobody notices.</summary>
    JailRestart,

    /// <summary>Only a restart of Asterisk; a reload leaves what runs as it is.</summary>
    Restart,
}
