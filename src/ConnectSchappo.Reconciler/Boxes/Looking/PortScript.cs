using System.Globalization;

namespace ConnectSchappo.Reconciler.Boxes.Looking;

/// <summary>
/// Asks who listens on TCP ports, by <c>/proc</c> alone. It changes nothing. It is asked where a listener is missing and not at each
/// look: the kernel goes through its whole table of connections for it, some milliseconds. Source: proc(5); measured.
/// </summary>
internal static class PortScript
{
    /// <summary>
    /// A function that puts the number of Asterisk's process into <c>$pid</c>, from where it is kept: Debian's place, and CentOS's, where /run
    /// may be another than /var/run.
    /// </summary>
    public const string AsteriskProcess = """
        asterisk_process() {
          for file in /var/run/asterisk/asterisk.pid /run/asterisk/asterisk.pid; do
            [ -r "$file" ] && IFS= read -r pid <"$file" && [ -r "/proc/$pid/status" ] && break
            pid=
          done
          [ -n "$pid" ] || pid=$(pgrep -o -x asterisk 2>/dev/null)
        }

        """;

    private const string Body = """
        asterisk_process
        whose() {
          [ -z "$pid" ] || ! ls -ln "/proc/$pid/fd" 2>/dev/null | grep -q "socket:\[$1\]" || { printf 'asterisk %s asterisk\n' "$pid"; return; }
          ls -ln /proc/[0-9]*/fd 2>/dev/null | grep -e '^/proc/' -e "socket:\[$1\]" | while IFS= read -r line; do
            case $line in
              /proc/*) process=${line#/proc/} process=${process%%/*} ;;
              *) IFS= read -r program <"/proc/$process/comm" && printf 'other %s %s\n' "$process" "$program"
                 break ;;
            esac
          done
        }
        grep -h -E "^ *[0-9]+: [0-9A-F]+:($ports) [0-9A-F]+:0000 0A " /proc/net/tcp /proc/net/tcp6 2>/dev/null |
          while read -r number local remote state queues timer retransmits uid timeout inode rest; do
            printf '%s %s\n' "$local" "$(whose "$inode")"
          done
        :

        """;

    /// <summary>What it prints is read by <see cref="Core.Observations.Texts.PortText"/>.</summary>
    public static string Text(IEnumerable<int> ports) =>
        $"ports='{string.Join('|', ports.Distinct().Select(p => p.ToString("X4", CultureInfo.InvariantCulture)))}'\n{AsteriskProcess}{Body}";
}
