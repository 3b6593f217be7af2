using System.Globalization;
using System.Text;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// A TCP connection made by the box itself, through bash's /dev/tcp in an exec channel: it needs neither AllowTcpForwarding nor
/// a listening port on our side, and the service sees a client on the box.
/// </summary>
internal static class TcpOnBox
{
    private const int NotConnected = 111;

    /// <remarks>
    /// It prints one + when connected. The reader is the process itself, so that the channel ends when the service hangs up;
    /// the writer, in the background, ends the reader when we hang up.
    /// </remarks>
    private const string Program = """
        exec 3<>"/dev/tcp/$1/$2" || exit 111
        printf +
        { cat <&4 >&3; kill $$; } 4<&0 </dev/null >/dev/null 2>&1 &
        exec cat <&3
        """;

    public static string CommandLine(string host, int port) =>
        $"exec bash -c {ShellWord.Quote(Program)} reconciler {ShellWord.Quote(host)} {port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Waits until the box is connected.</summary>
    /// <exception cref="SshFailure">Nothing listens there, or the box has no bash.</exception>
    public static async Task AwaitConnection(ICommandChannel channel, string host, int port, Deadline deadline)
    {
        try
        {
            var sign = new byte[1];
            if (await channel.Output.Read(sign, deadline.Token) == 1)
            {
                return;
            }

            var errors = await channel.RestOfErrors(deadline.Token);
            throw channel.Loss is not null ? channel.Lost() : Refused(channel.ExitCode, host, port, errors);
        }
        catch (OperationCanceledException cancelled)
        {
            throw deadline.Ended($"A connection to {host}:{port} from the box", cancelled);
        }
    }

    private static SshFailure Refused(int? exitCode, string host, int port, string errors) => exitCode == NotConnected
        ? new(SshFailureKind.PortClosed, $"Nothing on the box takes a connection at {host}:{port} ({errors}).")
        : new(
            SshFailureKind.ChannelRefused,
            new StringBuilder($"The box could not run bash for a connection to {host}:{port}")
                .Append(CultureInfo.InvariantCulture, $" (exit code {exitCode}: {errors}). Install bash, with /dev/tcp as every distribution builds it.")
                .ToString());
}
