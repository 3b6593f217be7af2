namespace ConnectSchappo.Reconciler.Control;

/// <summary>Where the daemon's socket is.</summary>
internal static class ControlPath
{
    /// <summary>The socket of the installed service.</summary>
    public const string Service = "/run/reconciler/control";

    /// <summary>
    /// Where a daemon without --control opens it: in the directory that systemd, or the user's session, keeps for it; null where there is
    /// none.
    /// </summary>
    public static string? OfDaemon(Func<string, string?> variable) =>
        variable("RUNTIME_DIRECTORY") is { Length: > 0 } service ? Path.Combine(service.Split(':')[0], "control") : OfSession(variable);

    /// <summary>Where a command without --control finds it: the user's own daemon where there is one, the service otherwise.</summary>
    public static string OfCommand(Func<string, string?> variable, Func<string, bool> exists) =>
        OfSession(variable) is { } own && exists(own) ? own : Service;

    private static string? OfSession(Func<string, string?> variable) =>
        variable("XDG_RUNTIME_DIR") is { Length: > 0 } session ? Path.Combine(session, "reconciler-control") : null;
}
