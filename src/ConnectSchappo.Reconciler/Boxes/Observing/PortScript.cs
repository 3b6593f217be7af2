using System.Globalization;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Boxes.Observing;

/// <summary>
/// Asks who listens on TCP ports. It changes nothing, and is asked where a listener is missing and not at each look, since it costs some
/// milliseconds. What it prints is read by <see cref="Core.Observations.Texts.PortText"/>.
/// </summary>
internal static class PortScript
{
    private static readonly ShellFile Ports = ShellFile.Beside(typeof(PortScript), "ports.sh");

    /// <summary>The function that finds Asterisk's process.</summary>
    public static ShellFile AsteriskProcess { get; } = ShellFile.Beside(typeof(PortScript), "asterisk-process.sh");

    public static string Text(IEnumerable<int> ports) => new ShellScript()
        .Set("ports", string.Join('|', ports.Distinct().Select(p => p.ToString("X4", CultureInfo.InvariantCulture))))
        .Add(AsteriskProcess, Ports)
        .ToString();
}
