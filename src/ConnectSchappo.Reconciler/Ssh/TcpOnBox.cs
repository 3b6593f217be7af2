using System.Globalization;
using System.Text;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// A TCP connection made by the box itself, through bash's /dev/tcp in an exec channel: it needs neither AllowTcpForwarding nor
/// a listening port on our side, and the service sees a client on the box.
/// </summary>
internal static class TcpOnBox
{
    /// <summary>What the program prints on standard error when the service has hung up. No text of a start file has it.</summary>
    internal const byte HungUp = 0;

    internal static readonly string Program = new ShellScript().Add(ShellFile.Beside(typeof(TcpOnBox), "tcp-on-box.sh")).ToString();

    /// <summary>What an account's start files may print before our program runs.</summary>
    private const int MostBeforeSign = 64 * 1024;

    // Start files may print before it whatever they like; what the service sends comes after it.
    private static readonly byte[] Sign = "[reconciler is connected]"u8.ToArray();

    /// <param name="within">The time after which a connection that has not come about is given up on the box.</param>
    public static string CommandLine(string host, int port, TimeSpan within) => LoginShell.CommandLine(
        "bash",
        "-c",
        Program,
        "reconciler",
        host,
        port.ToString(CultureInfo.InvariantCulture),
        Math.Max(1, Math.Ceiling(within.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture),
        Encoding.ASCII.GetString(Sign));

    /// <summary>Waits until the box is connected.</summary>
    /// <exception cref="SshFailure">Nothing listens there, or the box has no bash.</exception>
    public static async Task AwaitConnection(ICommandChannel channel, string host, int port, Deadline deadline)
    {
        try
        {
            if (await FindSign(channel.Output, deadline.Token))
            {
                return;
            }

            var errors = await channel.RestOfErrors(deadline.Token);
            throw channel.Loss is not null ? channel.Lost() : Refused(channel.ExitCode, host, port, errors);
        }
        catch (OperationCanceledException cancelled)
        {
            throw deadline.Ended($"Connecting to {host}:{port} from the box", cancelled);
        }
    }

    // No proper beginning of the sign is its end as well, so that a byte that does not fit begins it anew or not at all.
    private static async Task<bool> FindSign(ArrivingBytes output, CancellationToken cancellation)
    {
        var next = new byte[1];
        var found = 0;
        for (var read = 0; read < MostBeforeSign && await output.Read(next, cancellation) == 1; read++)
        {
            found = next[0] == Sign[found] ? found + 1 : next[0] == Sign[0] ? 1 : 0;
            if (found == Sign.Length)
            {
                return true;
            }
        }

        return false;
    }

    private static SshFailure Refused(int? exitCode, string host, int port, string errors) => exitCode == (int)ScriptExit.NotConnected
        ? new(SshFailureKind.PortClosed, $"Nothing on the box accepts connections at {host}:{port} ({Why(errors)}).")
        : new(
            SshFailureKind.ChannelRefused,
            $"The box could not run bash, which connects to {host}:{port} (exit code {exitCode}: {errors}). Install bash on the box, built "
                + $"with /dev/tcp.");

    // bash says why twice, each time behind what it speaks of: "reconciler: connect: Connection refused".
    private static string Why(string errors) => errors[(errors.LastIndexOf(": ", StringComparison.Ordinal) + 1)..].Trim();
}
