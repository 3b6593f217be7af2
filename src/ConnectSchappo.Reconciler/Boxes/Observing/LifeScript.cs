using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Boxes.Observing;

/// <summary>
/// Asks whether Asterisk lives, and which version runs, in a way that does not wait for one that hangs. It changes nothing.
/// </summary>
internal static class LifeScript
{
    public static string Text { get; } = new ShellScript().Add(ShellFile.Beside(typeof(LifeScript), "life.sh")).ToString();

    /// <exception cref="BoxFailure">It printed something else than it does.</exception>
    public static AsteriskLife Read(ScriptReply reply) => reply.Value("life") switch
    {
        "running" => AsteriskLife.Running,
        "booting" => AsteriskLife.Booting,
        "stopped" => AsteriskLife.Stopped,
        "hung" => AsteriskLife.Hung,
        _ => throw reply.Unforeseen(),
    };

    /// <summary>The version that runs; null where none runs, or it did not say.</summary>
    public static AsteriskVersion? Version(ScriptReply reply) => AsteriskVersion.Read(reply.Value("version"));
}
