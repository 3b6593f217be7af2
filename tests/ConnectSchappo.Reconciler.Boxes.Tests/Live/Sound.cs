using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Live;

/// <summary>
/// The sound of a call to an echo: RTP of 50 packets a second, each with its number in the sound itself, which the box hands back
/// as it is. So what comes home tells which packets went all the way, both ways.
/// </summary>
internal sealed class Sound : IAsyncDisposable
{
    private const int Header = 12;
    private const int Samples = 160; // 20 ms of PCMU
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan UnderWay = TimeSpan.FromMilliseconds(500);

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource end = new();
    private readonly Lock gate = new();
    private readonly Queue<(int Number, long At)> sent = new();
    private readonly HashSet<int> came = [];
    private readonly List<Task> work = [];
    private int number;
    private long last;
    private TimeSpan silence;

    public Sound(IPAddress local) => socket.Bind(new IPEndPoint(local, 0));

    public int Port => ((IPEndPoint)socket.LocalEndPoint!).Port;

    public void Start(IPEndPoint box)
    {
        last = Stopwatch.GetTimestamp();
        work.Add(Speak(box));
        work.Add(Listen());
    }

    public SoundAccount Account()
    {
        lock (gate)
        {
            var (frames, lost) = (0, 0);
            while (sent.TryPeek(out var first) && Stopwatch.GetElapsedTime(first.At) >= UnderWay)
            {
                sent.Dequeue();
                frames++;
                lost += came.Remove(first.Number) ? 0 : 1;
            }

            var account = new SoundAccount(frames, lost, (int)Longest().TotalMilliseconds);
            silence = TimeSpan.Zero;
            return account;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
        end.Dispose();
    }

    // Late ticks are made up for, so that a busy host does not look like a lost sound.
    private async Task Speak(IPEndPoint box)
    {
        var packet = new byte[Header + Samples];
        packet[0] = 0x80;
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), (uint)Port);
        var begun = Stopwatch.GetTimestamp();
        using var clock = new PeriodicTimer(Frame);
        while (await clock.WaitForNextTickAsync(end.Token))
        {
            while (number * Frame < Stopwatch.GetElapsedTime(begun))
            {
                BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)number);
                BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), (uint)(number * Samples));
                BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(Header), number);
                lock (gate)
                {
                    sent.Enqueue((number++, Stopwatch.GetTimestamp()));
                }

                await socket.SendToAsync(packet, box, end.Token);
            }
        }
    }

    private async Task Listen()
    {
        var packet = new byte[2048];
        while (true)
        {
            var length = await socket.ReceiveAsync(packet, end.Token);
            if (length != Header + Samples)
            {
                continue;
            }

            lock (gate)
            {
                silence = Longest();
                last = Stopwatch.GetTimestamp();
                came.Add(BinaryPrimitives.ReadInt32BigEndian(packet.AsSpan(Header)));
            }
        }
    }

    private TimeSpan Longest()
    {
        var now = Stopwatch.GetElapsedTime(last);
        return now > silence ? now : silence;
    }
}
