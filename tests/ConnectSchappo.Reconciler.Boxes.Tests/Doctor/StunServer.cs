using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Doctor;

/// <summary>A STUN server on this host that tells everybody one address.</summary>
internal sealed class StunServer : IAsyncDisposable
{
    private readonly UdpClient socket;
    private readonly IPAddress told;
    private readonly CancellationTokenSource ended = new();
    private readonly Task serving;

    private StunServer(IPEndPoint at, IPAddress told)
    {
        (socket, this.told) = (new UdpClient(at), told);
        serving = Serve();
    }

    /// <param name="at">Where it listens.</param>
    /// <param name="told">What it tells.</param>
    public static StunServer Start(IPEndPoint at, IPAddress told) => new(at, told);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await serving;
        socket.Dispose();
        ended.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                var got = await socket.ReceiveAsync(ended.Token);
                var answer = new byte[32];
                answer[0] = 1; // Binding success, with the question's transaction
                answer[1] = 1;
                answer[3] = 12;
                got.Buffer.AsSpan(4, 16).CopyTo(answer.AsSpan(4));
                answer[21] = 0x20; // XOR-MAPPED-ADDRESS of 8 bytes, IPv4
                answer[23] = 8;
                answer[25] = 1;
                BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(26), (ushort)(got.RemoteEndPoint.Port ^ 0x2112));
                told.GetAddressBytes().CopyTo(answer, 28);
                for (var i = 0; i < 4; i++)
                {
                    answer[28 + i] ^= got.Buffer[4 + i];
                }

                await socket.SendAsync(answer, got.RemoteEndPoint, ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Ended.
        }
    }
}
