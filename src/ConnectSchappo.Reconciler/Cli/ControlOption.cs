using System.CommandLine;
using ConnectSchappo.Reconciler.Cli.Settings;
using ConnectSchappo.Reconciler.Control;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Where the daemon's socket is, for the daemon and for those who ask it.</summary>
internal static class ControlOption
{
    public static Option<string?> OfDaemon() => SettingsOption.Text(
        "--control",
        "PATH",
        "The Unix socket for commands. Default: a file in $RUNTIME_DIRECTORY or $XDG_RUNTIME_DIR. Without these there is no socket.",
        () => ControlPath.OfDaemon(Environment.GetEnvironmentVariable));

    public static Option<string?> OfCommand() => SettingsOption.Text(
        "--control",
        "PATH",
        $"The daemon's Unix socket. Default: that of your own daemon in $XDG_RUNTIME_DIR, or {ControlPath.Service}.",
        () => ControlPath.OfCommand(Environment.GetEnvironmentVariable, File.Exists));
}
