using System.Net.Sockets;
using System.Text;
using ConnectSchappo.Reconciler.Reporting;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>
/// The daemon's Unix socket, for commands on the same machine: a word on a line comes in, a line goes back. Who may open the
/// file may ask; there is no port. The only word is <c>sync</c>.
/// </summary>
internal sealed class ControlSocket(string path, Func<CancellationToken, Task<string>> sync, ILogger logger, TimeProvider time)
{
    public const string Sync = "sync";

    private const int Backlog = 16;
    private const int LongestWord = 64;

    private const UnixFileMode Rights = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>The socket that a daemon opens where none is named: in the directory that systemd, or the user's session, keeps for it.</summary>
    public static string? DefaultPath(Func<string, string?> variable) =>
        variable("RECONCILER_CONTROL") is { Length: > 0 } given ? given
        : variable("RUNTIME_DIRECTORY") is { Length: > 0 } service ? Path.Combine(service.Split(':')[0], "control")
        : variable("XDG_RUNTIME_DIR") is { Length: > 0 } session ? Path.Combine(session, "reconciler-control")
        : null;

    /// <summary>Serves until told to stop.</summary>
    public async Task Serve(CancellationToken stopping)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            File.Delete(path); // what a daemon that was killed left behind
            listener.Bind(new UnixDomainSocketEndPoint(path));
            File.SetUnixFileMode(path, Rights);
            listener.Listen(Backlog);
        }
        catch (Exception failure) when (failure is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            logger.ControlUnavailable(path, failure.Message);
            return;
        }

        try
        {
            while (true)
            {
                var visitor = await listener.AcceptAsync(stopping);
                _ = Task.Run(() => Answer(visitor, stopping), CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            File.Delete(path);
        }
    }

    private async Task Answer(Socket visitor, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var timer = time.CreateTimer(_ => limit.Cancel(), null, Patience, Timeout.InfiniteTimeSpan);
        using (visitor)
        {
            try
            {
                var word = await ReadLine(visitor, limit.Token);
                var answer = word == Sync ? await sync(limit.Token) : $"error: the daemon knows no '{word}'";
                await visitor.SendAsync(Encoding.UTF8.GetBytes(answer.ReplaceLineEndings(" ") + "\n"), limit.Token);
            }
            catch (Exception gone) when (gone is SocketException or OperationCanceledException)
            {
                logger.ControlBroken(gone.GetType().Name);
            }
        }
    }

    private static async Task<string> ReadLine(Socket visitor, CancellationToken cancellation)
    {
        var bytes = new byte[LongestWord];
        var length = 0;
        while (length < bytes.Length)
        {
            var read = await visitor.ReceiveAsync(bytes.AsMemory(length), cancellation);
            length += read;
            if (read == 0 || bytes.AsSpan(0, length).Contains((byte)'\n'))
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length).Split('\n')[0].Trim();
    }
}
