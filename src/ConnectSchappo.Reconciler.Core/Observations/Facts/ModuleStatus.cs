namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

public enum ModuleStatus
{
    /// <summary>Not loaded at all.</summary>
    Absent,

    /// <summary>Loaded, and declined to run: what happens to the PJSIP web socket transport where chan_sip came first.</summary>
    NotRunning,

    Running,
}
