using System.Net;
using System.Net.Sockets;

namespace ConnectSchappo.Reconciler.Tests;

/// <summary>A TCP service on this machine that does what a test tells it, for every connection.</summary>
internal sealed class LocalService : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task serving;

    public LocalService(Func<Stream, CancellationToken, Task> serve)
    {
        listener.Start();
        serving = Serve(serve);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async Task<Stream> Connect(CancellationToken cancellation)
    {
        var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, cancellation);
        return client.GetStream();
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Dispose();
        await serving;
        end.Dispose();
    }

    private async Task Serve(Func<Stream, CancellationToken, Task> serve)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(end.Token);
                await serve(client.GetStream(), end.Token);
            }
            catch (Exception failure) when (
                failure is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // The client hung up or the test is over: both end a connection.
            }
        }
    }
}
