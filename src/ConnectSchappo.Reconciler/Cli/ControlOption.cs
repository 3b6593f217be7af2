using System.CommandLine;
using ConnectSchappo.Reconciler.Hosting;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Where the daemon's socket is, for the daemon and for those who ask it.</summary>
internal static class ControlOption
{
    public static Option<string?> Create() => new("--control")
    {
        HelpName = "PATH",
        Description = "The daemon's Unix socket. Default: $RECONCILER_CONTROL, or a file in $RUNTIME_DIRECTORY or $XDG_RUNTIME_DIR; without any of them there is none.",
        DefaultValueFactory = _ => ControlSocket.DefaultPath(Environment.GetEnvironmentVariable),
    };
}
