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
            await socket.SendAsync(Encoding.UTF8.GetBytes(ControlProtocol.Write(request) + "\n"), limit.Token);
            using var reader = new StreamReader(new NetworkStream(socket, ownsSocket: false), Encoding.UTF8);
            return await reader.ReadLineAsync(limit.Token) is { } line
                ? ControlProtocol.Read<ControlReply>(line)
                : ControlReply.Failed("the daemon hung up: it may be stopping.");
        }
        catch (SocketException failure)
        {
            return ControlReply.Failed(failure.SocketErrorCode == SocketError.AccessDenied
                ? $"you may not ask the daemon at {path}: become a member of the group that owns it (usermod -aG reconciler NAME), or use sudo."
                : $"no daemon answers at {path} ({Why(failure)}): is it running? --control names another place.");
        }
        catch (ArgumentException failure)
        {
            return ControlReply.Failed($"no socket can be called '{path}' ({failure.Message}): --control names another place.");
        }
        catch (IOException failure)
        {
            return ControlReply.Failed($"the daemon hung up ({failure.Message}): it may be stopping.");
        }
        catch (JsonException)
        {
            return ControlReply.Failed("what answers is no daemon of this program, or one of another version.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ControlReply.Failed($"the daemon gave no answer within {patience.TotalSeconds:0} s; it goes on by itself.");
        }
    }

    // What the system calls these says nothing to whoever reads it.
    private static string Why(SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.AddressNotAvailable => "there is no such socket",
        SocketError.ConnectionRefused => "it is left from one that has ended",
        _ => failure.Message,
    };
}
