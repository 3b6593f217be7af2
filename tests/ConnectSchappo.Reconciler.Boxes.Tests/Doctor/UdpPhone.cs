using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Doctor;

/// <summary>A desk phone on this host that takes every call, and sends sound or does not.</summary>
internal sealed class UdpPhone : IAsyncDisposable
{
    private readonly UdpClient signalling;
    private readonly UdpClient sound;
    private readonly bool sends;
    private readonly CancellationTokenSource ended = new();
    private readonly Task serving;

    private UdpPhone(IPAddress at, bool sends)
    {
        signalling = new UdpClient(new IPEndPoint(at, 0));
        sound = new UdpClient(new IPEndPoint(at, 0));
        this.sends = sends;
        serving = Serve();
    }

    /// <summary>Where it takes calls.</summary>
    public IPEndPoint At => (IPEndPoint)signalling.Client.LocalEndPoint!;

    /// <param name="at">An address of this host that the box reaches.</param>
    /// <param name="sends">Whether it sends sound.</param>
    public static UdpPhone Start(IPAddress at, bool sends) => new(at, sends);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await serving;
        signalling.Dispose();
        sound.Dispose();
        ended.Dispose();
    }

    private async Task Serve()
    {
        var streams = new List<Task>();
        try
        {
            while (true)
            {
                var got = await signalling.ReceiveAsync(ended.Token);
                var request = Encoding.UTF8.GetString(got.Buffer);
                if (Answer(request) is { } answer)
                {
                    await signalling.SendAsync(Encoding.UTF8.GetBytes(answer), got.RemoteEndPoint, ended.Token);
                }

                if (sends && request.StartsWith("INVITE ", StringComparison.Ordinal))
                {
                    streams.Add(Speak(new IPEndPoint(
                        IPAddress.Parse(Regex.Match(request, @"c=IN IP4 (\S+)").Groups[1].Value),
                        int.Parse(Regex.Match(request, @"m=audio (\d+)").Groups[1].Value,
                            System.Globalization.CultureInfo.InvariantCulture))));
                }
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(streams); // they end by themselves
        }
    }

    private string? Answer(string request)
    {
        var method = request.Split(' ')[0];
        if (method is not ("INVITE" or "BYE" or "OPTIONS"))
        {
            return null;
        }

        var lines = request.Split("\r\n\r\n")[0].Split("\r\n");
        var kept = lines.Where(l => Regex.IsMatch(l, "^(Via|From|Call-ID|CSeq|Record-Route):"));
        var to = lines.First(l => l.StartsWith("To:", StringComparison.Ordinal));
        var port = ((IPEndPoint)sound.Client.LocalEndPoint!).Port;
        var body = method != "INVITE" ? "" : $"v=0\r\no=- 1 1 IN IP4 {At.Address}\r\ns=-\r\nc=IN IP4 {At.Address}\r\nt=0 0\r\n"
            + $"m=audio {port} RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";
        var tag = to.Contains("tag=", StringComparison.Ordinal) ? "" : ";tag=lab";
        var type = body.Length > 0 ? "Content-Type: application/sdp\r\n" : "";
        return $"SIP/2.0 200 OK\r\n{string.Join("\r\n", kept)}\r\n{to}{tag}\r\nContact: <sip:phone@{At}>\r\n"
            + $"{type}Content-Length: {body.Length}\r\n\r\n{body}";
    }

    // Silence in ulaw, 20 ms a packet.
    private async Task Speak(IPEndPoint to)
    {
        var packet = new byte[172];
        packet.AsSpan(12).Fill(0xFF);
        packet[0] = 0x80;
        for (ushort number = 0; !ended.IsCancellationRequested; number++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), number);
            BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), number * 160u);
            await sound.SendAsync(packet, to, CancellationToken.None);
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
