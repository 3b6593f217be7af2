using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Boxes.Looking;

/// <summary>
/// Asks whether Asterisk lives, in a way that does not wait for one that hangs. It changes nothing. Asterisk's own client does not
/// end by SIGTERM while it waits for one that hangs, so that it is killed. Source: Asterisk 16.28, tried.
/// </summary>
internal static class LifeScript
{
    public const string Text = """
        said=$(timeout -k 1 5 asterisk -rx 'core waitfullybooted' 2>&1)
        code=$?
        case $said in
          *'fully booted'*) echo running ;;
          *'Unable to connect'*) echo stopped ;;
          *) if [ "$code" = 127 ]; then echo stopped
             elif timeout -k 1 3 asterisk -rx 'core show version' 2>/dev/null | { IFS= read -r line && [ -n "$line" ]; }; then echo booting
             else echo hung
             fi ;;
        esac

        """;

    public static AsteriskLife Read(string text) => text.Trim() switch
    {
        "running" => AsteriskLife.Running,
        "booting" => AsteriskLife.Booting,
        "stopped" => AsteriskLife.Stopped,
        _ => AsteriskLife.Hung,
    };
}
