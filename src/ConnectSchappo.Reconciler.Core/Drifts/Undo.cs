namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>What makes the old files effective once they are back.</summary>
public enum Undo
{
    /// <summary>The reload of each subject that it was done for (<see cref="Subject.Reload"/>).</summary>
    Reload,

    /// <summary>A restart of Asterisk: a reload would leave what was taken at the start.</summary>
    Restart,
}
