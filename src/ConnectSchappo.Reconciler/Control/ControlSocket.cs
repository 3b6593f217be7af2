using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Files;
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

    // The file descriptors of the rest are the boxes'.
    private const int MostVisitors = 32;

    private const UnixFileMode Rights = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A shortage is over when none was met for so long and the next visitor would meet none: each place is tried again within a second.
    /// </summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private int isShort;
    private long lastShort;
    private bool isAway;

    /// <summary>
    /// Serves until told to stop, so many at a time; the others wait. Whatever ends it is told once, and it begins again: no box waits for
    /// that.
    /// </summary>
    public async Task Serve(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                try
                {
                    await ServeOnce(stopping);
                }
                catch (Exception failure) when (!stopping.IsCancellationRequested)
                {
                    if (!isAway)
                    {
                        isAway = true;
                        logger.ControlUnavailable(path, failure.Message);
                    }
                }

                await Task.Delay(BeforeNextTry, time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It was told to stop, and its file is removed.
        }
    }

    // Ends by what went wrong alone.
    private async Task ServeOnce(CancellationToken stopping)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        LocalFile.RemoveSocket(path); // what a daemon that was killed left behind
        listener.Bind(new UnixDomainSocketEndPoint(path));
        var parts = new List<Task>();
        try
        {
            File.SetUnixFileMode(path, Rights);
            listener.Listen(Backlog);
            var hosts = Enumerable.Range(0, MostVisitors).Select(_ => Task.Run(() => Host(listener, ending.Token), CancellationToken.None));
            parts.AddRange(hosts);
            parts.Add(Watch(ending.Token));
            await await Task.WhenAny(parts);
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // what the first of them said is thrown on
            LocalFile.RemoveSocket(path);
        }
    }

    // Ends where nobody can come in any more although nothing failed: the file was removed.
    private async Task Watch(CancellationToken ending)
    {
        while (File.Exists(path))
        {
            var isOver = isAway
                || (Volatile.Read(ref isShort) == 1 && time.GetElapsedTime(Volatile.Read(ref lastShort)) > Quiet
                    && !Descriptors.AreShort() && Interlocked.Exchange(ref isShort, 0) == 1);
            if (isOver)
            {
                isAway = false;
                logger.ControlAvailable(path);
            }

            await Task.Delay(BeforeNextTry, time, ending);
        }

        throw new FileNotFoundException("its file was removed");
    }

    private async Task Host(Socket listener, CancellationToken stopping)
    {
        while (true)
        {
            var visitor = await Accept(listener, stopping);
            await (Descriptors.AreShort(visitor) ? TurnAway(visitor, stopping) : Receive(visitor, stopping));
        }
    }

    // Whoever came in vain is in the listener's queue still, or comes again: what was short (file descriptors, memory) may be there by
    // then.
    private async Task<Socket> Accept(Socket listener, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await listener.AcceptAsync(stopping);
            }
            catch (SocketException failure)
            {
                Short(failure.Message);
                await Task.Delay(BeforeNextTry, time, stopping);
            }
        }
    }

    private void Short(string cause)
    {
        Volatile.Write(ref lastShort, time.GetTimestamp());
        if (Interlocked.Exchange(ref isShort, 1) == 0)
        {
            logger.ControlOverloaded(path, cause);
        }
    }

    private Task TurnAway(Socket visitor, CancellationToken stopping)
    {
        Short("few file descriptors are free, and they are reserved for the boxes");
        return Visit(
            visitor,
            () => Task.FromResult(ControlReply.Failed(
                "the daemon has few free file descriptors, and they are reserved for the boxes. "
                + "Its log says what to do (event ControlOverloaded).")),
            stopping);
    }

    private Task Receive(Socket visitor, CancellationToken stopping) =>
        Visit(visitor, async () => await Answer(await ReadLine(visitor, stopping), Caller.Of(visitor), stopping), stopping);

    // Whatever goes wrong with a visitor stays his.
    private async Task Visit(Socket visitor, Func<Task<ControlReply>> reply, CancellationToken stopping)
    {
        using (visitor)
        {
            try
            {
                await Send(visitor, Encoding.UTF8.GetBytes(ControlProtocol.Write(await reply()) + "\n"), stopping);
            }
            catch (Exception gone) when (gone is SocketException or OperationCanceledException)
            {
                logger.ControlDisconnected(gone.GetType().Name);
            }
            catch (Exception error)
            {
                logger.ControlFailed(error, "of a connection");
            }
        }
    }

    private async Task<ControlReply> Answer(string line, Caller caller, CancellationToken stopping)
    {
        ControlRequest request;
        try
        {
            request = ControlProtocol.ReadRequest(line);
        }
        catch (JsonException failure)
        {
            return ControlReply.Failed($"the daemon cannot read the command: {failure.Message}");
        }

        if (request.Version is { } version && version != ControlProtocol.Version)
        {
            return ControlReply.Failed(
                $"the daemon has version {ControlProtocol.Version} of the protocol, this command has version {version}. "
                + "Use the program that was installed with the daemon.");
        }

        try
        {
            return await answer(request, caller, stopping);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ControlReply.Failed($"the daemon cannot do this now ({failure.Message}). Remove the cause on its host, and retry.");
        }
        catch (Exception error) when (error is not OperationCanceledException and not OutOfMemoryException)
        {
            // A question must not end the daemon: it is told here, and to whoever asked.
            logger.ControlFailed(error, WireName.Of(request.Command));
            return ControlReply.Failed(
                $"internal error of the daemon: {error.GetType().Name}. Its log has the details (event ControlFailed).");
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
