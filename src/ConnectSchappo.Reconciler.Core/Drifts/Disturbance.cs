namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Who notices an activation, from nobody to everybody.</summary>
public enum Disturbance
{
    Nobody,

    /// <summary>Calls that begin afterwards use other values; those in progress do not change.</summary>
    NewCalls,

    /// <summary>Web sockets that are open may close: their softphones connect again.</summary>
    WebSockets,

    /// <summary>For seconds nobody can call, and every phone is asked again; no call is up.</summary>
    Everybody,

    /// <summary>Calls in progress are cut.</summary>
    CallsInProgress,
}
