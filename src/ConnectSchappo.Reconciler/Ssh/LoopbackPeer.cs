using System.Globalization;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// Who is at the other end of a TCP connection within this host. Any local user can connect to a port of 127.0.0.1; the kernel says whose
/// each connection is, in <c>/proc/self/net/tcp</c> (proc_pid_net(5)), and in <c>tcp6</c> beside it where it was made by a socket of IPv6,
/// as .NET makes them.
/// </summary>
internal static class LoopbackPeer
{
    private const string Table = "/proc/self/net/tcp";
    private const string Established = "01";
    private const string Listening = "0A";

    // As the kernel prints the four bytes in the order of this machine, which is that of every machine that we run on.
    private const string Loopback = "0100007F";
    private const string AsIPv6 = "0000000000000000FFFF0000";

    /// <summary>
    /// Whether the connection from <paramref name="port"/> to <paramref name="listener"/>, both of 127.0.0.1, is of the user who listens.
    /// </summary>
    public static bool IsOfListener(int port, int listener) => IsOfListener(
        File.ReadLines(Table).Concat(File.Exists(Table + "6") ? File.ReadLines(Table + "6") : []), port, listener);

    /// <summary>Makes sure that the kernel says so.</summary>
    /// <exception cref="SshFailure">It does not: a box behind a jump host cannot be reached from this host.</exception>
    public static void Check()
    {
        try
        {
            using var table = File.OpenRead(Table);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SshFailure(
                SshFailureKind.Unreachable,
                $"{Table} cannot be read: {failure.Message} A connection through a jump host is not safe without it. Mount /proc, and run "
                    + $"the reconciler on Linux.",
                failure);
        }
    }

    /// <param name="table">The lines of the kernel's table: number, local and remote address, state, three columns, and user.</param>
    /// <param name="port">The port that the connection comes from.</param>
    /// <param name="listener">The port that it goes to.</param>
    internal static bool IsOfListener(IEnumerable<string> table, int port, int listener)
    {
        var rows = table.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(row => row.Length > 7).ToList();
        var owner = rows.FirstOrDefault(row => row[1] == Address(listener) && row[3] == Listening)?[7];
        return owner is not null && rows.Any(
            row => Plain(row[1]) == Address(port) && Plain(row[2]) == Address(listener) && row[3] == Established && row[7] == owner);
    }

    private static string Plain(string address) =>
        address.StartsWith(AsIPv6, StringComparison.Ordinal) ? address[AsIPv6.Length..] : address;

    private static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"{Loopback}:{port:X4}");
}
