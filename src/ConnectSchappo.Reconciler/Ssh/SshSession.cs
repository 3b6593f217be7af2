using System.Diagnostics.CodeAnalysis;
using Renci.SshNet;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// A connection to a box whose host key is on record. Everything that waits has a deadline, since a box that is frozen is
/// noticed by nothing else: keepalives only keep the path open.
/// </summary>
[SuppressMessage("Usage", "CA2213", Justification = "Limits end with the connection, which is closed in the background.")]
internal sealed class SshSession : IAsyncDisposable
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    private readonly SshTarget target;
    private readonly SshClient client;
    private readonly JumpForward? through;
    private readonly TimeProvider time;
    private readonly StreamLimits limits;
    private Task? disposal;

    internal SshSession(SshTarget target, SshClient client, JumpForward? through, TimeProvider time)
    {
        this.target = target;
        this.client = client;
        this.through = through;
        this.time = time;
        limits = new(Abandon, () => through?.Loss);
    }

    /// <summary>The host that this is a connection to.</summary>
    public SshTarget Target => target;

    /// <summary>False when the connection is known to be gone; true proves nothing.</summary>
    public bool IsConnected => disposal is null && client.IsConnected;

    /// <summary>
    /// Connects, checks the host key and logs in: to the jump host first where there is one, and then through it. Each of the two has the
    /// whole deadline.
    /// </summary>
    /// <exception cref="SshFailure">
    /// Of every kind that can keep us out; an unknown or changed host key is one, and never accepted.
    /// </exception>
    public static async Task<SshSession> Connect(
        SshTarget target,
        SshCredentials credentials,
        KnownHosts hostKeys,
        TimeSpan deadline,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (target.Jump is not { } jump)
        {
            return await new SshConnecting(target, null, credentials, hostKeys, time).Connect(deadline, cancellation);
        }

        var way = JumpForward.Open(await Connect(jump, credentials, hostKeys, deadline, time, cancellation), target);
        try
        {
            return await new SshConnecting(target, way, credentials, hostKeys, time).Connect(deadline, cancellation);
        }
        catch
        {
            _ = Blocking.Run(way.Dispose);
            throw;
        }
    }

    /// <summary>Opens a port of this host that leads through the other end of this connection.</summary>
    internal void Start(ForwardedPortLocal port)
    {
        client.AddForwardedPort(port);
        port.Start();
    }

    /// <summary>Opens a standing root shell.</summary>
    /// <exception cref="SshFailure">Sudo refused, deadline, connection lost, channel refused.</exception>
    public async Task<RootShell> OpenRootShell(TimeSpan deadline, CancellationToken cancellation)
    {
        using var limit = Deadline.In(deadline, time, cancellation);
        var name = new ChannelName($"{target.Name}'s root shell", StreamLimits.MostOutput);
        var channel = await ExecChannel.Open(client, RootShellProgram.CommandLine, name, limits, time, limit);
        return await RootShell.Open(channel, target.User, time, limits, limit);
    }

    /// <summary>Connects to a TCP port as the box sees it: 127.0.0.1 is the box itself.</summary>
    /// <exception cref="SshFailure">Port closed, deadline, connection lost, channel refused.</exception>
    public async Task<Stream> OpenTcp(string host, int port, TimeSpan deadline, CancellationToken cancellation)
    {
        using var limit = Deadline.In(deadline, time, cancellation);
        var name = new ChannelName($"{target.Name}'s connection to {host}:{port}", StreamLimits.MostOfTcp);
        var channel = await ExecChannel.Open(client, TcpOnBox.CommandLine(host, port, deadline), name, limits, time, limit);
        try
        {
            await TcpOnBox.AwaitConnection(channel, host, port, limit);
            return new ExecStream(channel);
        }
        catch
        {
            await channel.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives the connection up without waiting for the box to agree: every stream and shell on it ends.</summary>
    public void Abandon()
    {
        lock (client)
        {
            disposal ??= Task.Run(Close);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Abandon();

        // A box that is frozen acknowledges no goodbye; what is left of it ends in the background.
        await Task.WhenAny(disposal ?? Task.CompletedTask, Task.Delay(Goodbye, time, CancellationToken.None));
    }

    // The goodbye to a box goes through the jump host. Where it takes too long, as with a box that is frozen, the end of the way ends it.
    private async Task Close()
    {
        limits.Dispose();
        var closing = Blocking.Run(client.Dispose);
        if (through is not null)
        {
            await Task.WhenAny(closing, Task.Delay(Goodbye, time, CancellationToken.None));
            await Blocking.Run(through.Dispose);
        }

        await closing;
    }
}
