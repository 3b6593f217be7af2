using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ConnectSchappo.Reconciler.Control;

/// <summary>Asks the daemon on this machine.</summary>
internal static class ControlClient
{
    /// <summary>The daemon's answer, or why there is none.</summary>
    public static async Task<ControlReply> Ask(string path, ControlRequest request, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), limit.Token);
            using var reader = new StreamReader(new NetworkStream(socket, ownsSocket: false), Encoding.UTF8);
            await Send(socket, ControlProtocol.Write(request) + "\n", limit.Token);
            return await reader.ReadLineAsync(limit.Token) is { } line
                ? ControlProtocol.ReadReply(line)
                : ControlReply.Failed("the daemon closed the connection: it may be stopping.");
        }
        catch (SocketException failure)
        {
            return ControlReply.Failed(failure.SocketErrorCode == SocketError.AccessDenied
                ? $"you have no permission to use the socket {path}: join the group that owns it "
                    + "(usermod -aG reconciler NAME), or use sudo."
                : $"no daemon answers at {path} ({Why(failure)}). Check that it runs: systemctl status reconciler. "
                    + "--control gives another path.");
        }
        catch (ArgumentException failure)
        {
            return ControlReply.Failed($"'{path}' cannot be the path of a socket ({failure.Message}). --control gives another path.");
        }
        catch (IOException failure)
        {
            return ControlReply.Failed($"the daemon closed the connection ({failure.Message}): it may be stopping.");
        }
        catch (JsonException)
        {
            return ControlReply.Failed(ControlReply.Stranger);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ControlReply.Failed($"the daemon did not answer within {patience.TotalSeconds:0} s. It continues with the command.");
        }
    }

    // A daemon that is short of descriptors says so without a look at the question, and hangs up: its answer is there to be read.
    private static async Task Send(Socket socket, string request, CancellationToken cancellation)
    {
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(request), cancellation);
        }
        catch (SocketException gone) when (gone.SocketErrorCode is SocketError.Shutdown or SocketError.ConnectionReset)
        {
            if (socket.Available == 0)
            {
                throw;
            }
        }
    }

    // What the system calls these says nothing to whoever reads it.
    private static string Why(SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.AddressNotAvailable => "the socket does not exist",
        SocketError.ConnectionRefused => "the daemon that made the socket has ended",
        _ => failure.Message,
    };
}
