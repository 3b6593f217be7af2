using System.Globalization;
using Renci.SshNet;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// The way to a box through a jump host: a port of 127.0.0.1 whose connections the jump host carries on, each in a direct-tcpip channel of
/// the connection to it. It owns that connection, which serves this box alone: boxes behind the same jump host have one each.
/// </summary>
/// <remarks>
/// SSH.NET 2026.0.0 opens direct-tcpip channels for a listening port only, and connects to boxes by TCP only, so that there is a port on
/// this host as long as the connection is. Any local user could connect to it, and would reach the port of the box that we reach, though
/// not log in there. So a connection is let in where the kernel says that it is of the same user as this process.
/// </remarks>
internal sealed class JumpForward : IDisposable
{
    private const string Loopback = "127.0.0.1";

    private static readonly Lock Pool = new();

    private readonly SshSession jump;
    private readonly ForwardedPortLocal port;
    private int disposed;

    private JumpForward(SshSession jump, ForwardedPortLocal port) => (this.jump, this.port) = (jump, port);

    /// <summary>Where to connect to instead of to the box.</summary>
    public (string Host, int Port) Entrance => (Loopback, (int)port.BoundPort);

    /// <summary>What to tell when the connection to the jump host is gone; null as long as it is not known to be.</summary>
    /// <remarks>SSH.NET stops the port, and so ends what goes through it, before it calls the connection lost.</remarks>
    public SshFailure? Loss => port.IsStarted && jump.IsConnected ? null : SshConnectFailure.JumpLost(jump.Target, null);

    /// <param name="jump">The connection to the jump host. It is disposed of with this, or where this fails.</param>
    /// <param name="box">The box, as the jump host sees it.</param>
    /// <exception cref="SshFailure">The connection to the jump host is gone, or this kernel does not say whose a connection is.</exception>
    public static JumpForward Open(SshSession jump, SshTarget box)
    {
        var entrance = new ForwardedPortLocal(Loopback, box.Address, (uint)box.Port);
        entrance.RequestReceived += (_, request) => LetIn(entrance, request.OriginatorHost, (int)request.OriginatorPort);
        try
        {
            LoopbackPeer.Check();
            jump.Start(entrance);
        }
        catch (Exception failure)
        {
            entrance.Dispose();
            jump.Abandon();
            throw failure as SshFailure ?? SshConnectFailure.JumpLost(jump.Target, failure); // SSH.NET has many words for it
        }

        AddThreads(1);
        return new(jump, entrance);
    }

    /// <summary>Ends everything that goes through it; waits for what SSH.NET waits for.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            port.Dispose();
            jump.Abandon();
            AddThreads(-1);
        }
    }

    // SSH.NET closes a connection whose event throws, and opens no channel for it.
    private static void LetIn(ForwardedPortLocal port, string host, int from)
    {
        if (host != Loopback || !LoopbackPeer.IsOfListener(from, (int)port.BoundPort))
        {
            throw new UnauthorizedAccessException(
                string.Create(CultureInfo.InvariantCulture, $"The connection from port {from} of {host} is of another user."));
        }
    }

    // SSH.NET holds a thread of the pool for each open channel. Without a thread more, many boxes behind jump hosts would leave none to the
    // others: the pool adds one or two in a second.
    private static void AddThreads(int count)
    {
        lock (Pool)
        {
            ThreadPool.GetMinThreads(out var workers, out var completions);
            ThreadPool.SetMinThreads(workers + count, completions);
        }
    }
}
