using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Logger;

/// <summary>What makes changes of logger.conf effective.</summary>
public static class LoggerActivations
{
    public static Activation Reload { get; } =
        AsteriskReload.Row("LoggerReload", "logger reload", Disturbance.Nobody, $"none: calls and registrations go on");
}
