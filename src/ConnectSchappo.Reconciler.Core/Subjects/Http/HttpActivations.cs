using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Http;

/// <summary>What makes changes of http.conf effective.</summary>
public static class HttpActivations
{
    public static Activation Reload { get; } =
        AsteriskReload.Row("HttpReload", "module reload http", Disturbance.Nobody, $"none: open WebSockets stay connected");

    /// <summary>The same where it moves the TLS listener: that was not tried with sockets open.</summary>
    internal static PlannedActivation MovingTls(PlannedActivation reload) => reload with
    {
        Disturbs = Disturbance.WebSockets,
        Cost = $"none on calls; the TLS listener changes, and softphones reconnect",
    };
}
