using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ConnectSchappo.Reconciler.Reporting;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Control;

/// <summary>
/// The daemon's Unix socket, for commands on the same machine: a line of JSON comes in, one goes back. Who may open the file may
/// ask; there is no port.
/// </summary>
internal sealed class ControlSocket(
    string path, Func<ControlRequest, Caller, CancellationToken, Task<ControlReply>> answer, ILogger logger, TimeProvider time)
{
    private const int Backlog = 64;

    // The file descriptors of the rest are the boxes'. A process of .NET that has none left may end itself.
    private const int MostVisitors = 32;

    private const UnixFileMode Rights = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private int isShort;

    /// <summary>Serves until told to stop, so many at a time; the others wait.</summary>
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
            // None ends before the daemon does; one that fails all the same is not gone on without.
            await await Task.WhenAny(Enumerable.Range(0, MostVisitors).Select(_ => Task.Run(() => Host(listener, stopping), CancellationToken.None)));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            File.Delete(path);
        }
    }

    private async Task Host(Socket listener, CancellationToken stopping)
    {
        while (true)
        {
            await Receive(await Accept(listener, stopping), stopping);
        }
    }

    // Whoever came in vain is in the listener's queue still, or comes again: what was short (file descriptors, memory) may be there by then.
    private async Task<Socket> Accept(Socket listener, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                var visitor = await listener.AcceptAsync(stopping);
                Volatile.Write(ref isShort, 0);
                return visitor;
            }
            catch (SocketException failure)
            {
                if (Interlocked.Exchange(ref isShort, 1) == 0)
                {
                    logger.ControlShort(path, failure.Message);
                }

                await Task.Delay(BeforeNextTry, time, stopping);
            }
        }
    }

    private async Task Receive(Socket visitor, CancellationToken stopping)
    {
        using (visitor)
        {
            try
            {
                var line = await ReadLine(visitor, stopping);
                var reply = await Answer(line, Caller.Of(visitor), stopping);
                await Send(visitor, Encoding.UTF8.GetBytes(ControlProtocol.Write(reply) + "\n"), stopping);
            }
            catch (Exception gone) when (gone is SocketException or OperationCanceledException)
            {
                logger.ControlBroken(gone.GetType().Name);
            }
        }
    }

    private async Task<ControlReply> Answer(string line, Caller caller, CancellationToken stopping)
    {
        ControlRequest request;
        try
        {
            request = ControlProtocol.Read<ControlRequest>(line);
        }
        catch (JsonException failure)
        {
            return ControlReply.Failed($"the daemon does not understand this: {failure.Message}");
        }

        if (request.Version != ControlProtocol.Version)
        {
            return ControlReply.Failed($"the daemon speaks version {ControlProtocol.Version} of its protocol, and was asked in version {request.Version}: use the program that came with it.");
        }

        try
        {
            return await answer(request, caller, stopping);
        }
        catch (Exception error) when (error is not OperationCanceledException and not OutOfMemoryException)
        {
            // A question must not end the daemon: it is told here, and to whoever asked.
            logger.ControlFailed(error, request.Command.ToString());
            return ControlReply.Failed($"an error of the daemon's own: {error.GetType().Name}. Its log has the rest.");
        }
    }

    // Whoever does not read his answer must not keep a place for ever.
    private async Task Send(Socket visitor, byte[] reply, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var timer = time.CreateTimer(_ => limit.Cancel(), null, Patience, Timeout.InfiniteTimeSpan);
        await visitor.SendAsync(reply, limit.Token);
    }

    private async Task<string> ReadLine(Socket visitor, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var timer = time.CreateTimer(_ => limit.Cancel(), null, Patience, Timeout.InfiniteTimeSpan);
        var bytes = new byte[ControlProtocol.LongestRequest];
        var length = 0;
        while (length < bytes.Length)
        {
            var read = await visitor.ReceiveAsync(bytes.AsMemory(length), limit.Token);
            length += read;
            if (read == 0 || bytes.AsSpan(0, length).Contains((byte)'\n'))
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length).Split('\n')[0].Trim();
    }
}
