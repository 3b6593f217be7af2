using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting.Lines;

/// <summary>
/// The journal's socket. No well-kept library speaks its protocol, which is a datagram an entry. What the journal does not take goes
/// to <paramref name="otherwise"/> as a line: nothing is lost silently, and a journal that hangs holds nobody up for long.
/// </summary>
internal sealed class JournalProvider(string path, TextWriter otherwise, TimeProvider time) : ILoggerProvider
{
    public const string Socket = "/run/systemd/journal/socket";

    private const int PatienceMilliseconds = 1000;

    private readonly Lock sync = new();
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified)
    {
        SendTimeout = PatienceMilliseconds,
    };

    private readonly UnixDomainSocketEndPoint journal = new(path);

    /// <summary>Whether systemd has connected this process's output to the journal, by systemd.exec(5)'s JOURNAL_STREAM.</summary>
    public static bool IsOurs(Func<string, string?> variable, Func<string, string?> linkTarget) =>
        variable("JOURNAL_STREAM")?.Split(':') is [_, var inode]
        && Array.Exists([1, 2], descriptor => linkTarget($"/proc/self/fd/{descriptor}") == $"socket:[{inode}]");

    public ILogger CreateLogger(string categoryName) => new JournalLogger(categoryName, this);

    public void Write(byte[] entry, Func<DateTimeOffset, string> line)
    {
        lock (sync)
        {
            try
            {
                socket.SendTo(entry, journal);
            }
            catch (SocketException)
            {
                // The journal is restarted, full or gone.
                otherwise.WriteLine(line(time.GetLocalNow()));
            }
        }
    }

    public void Dispose() => socket.Dispose();
}
