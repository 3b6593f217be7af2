using System.Net.Sockets;
using ConnectSchappo.Reconciler.Reporting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>
/// What systemd is told of us: that we are ready, how we are, and, as long as every loop goes on, that we are alive. Where nobody
/// listens, nothing is told.
/// </summary>
internal sealed class ServiceManager : IDisposable
{
    private const string Channel = "NOTIFY_SOCKET";

    private readonly SystemdNotifier notifier = new();
    private readonly Heartbeats heartbeats;
    private readonly TimeProvider time;
    private readonly ITimer? feeding;
    private ILogger? logger;
    private bool isStuck;
    private string status = "";

    public ServiceManager(Heartbeats heartbeats, TimeProvider time)
    {
        (this.heartbeats, this.time) = (heartbeats, time);
        Environment.SetEnvironmentVariable(Channel, null); // so that no program that we start speaks for us
        if (Watchdog() is { } period)
        {
            feeding = time.CreateTimer(_ => Feed(), null, TimeSpan.Zero, period / 3);
        }
    }

    /// <summary>Where it is told that a loop is stuck.</summary>
    public void LogTo(ILogger given) => logger = given;

    public void Ready() => Notify("READY=1");

    public void Reloading() =>
        Notify($"RELOADING=1\nMONOTONIC_USEC={time.GetTimestamp() / (time.TimestampFrequency / 1_000_000)}");

    public void Stopping() => Notify("STOPPING=1");

    /// <summary>What <c>systemctl status</c> shows.</summary>
    public void Status(string now)
    {
        if (status != now)
        {
            status = now;
            Notify($"STATUS={now.ReplaceLineEndings(" ")}");
        }
    }

    public void Dispose() => feeding?.Dispose();

    private static TimeSpan? Watchdog() =>
        (Environment.GetEnvironmentVariable("WATCHDOG_PID") is not { Length: > 0 } pid || pid == $"{Environment.ProcessId}")
        && long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), out var micros) && micros > 0
            ? TimeSpan.FromMicroseconds(micros) : null;

    private void Notify(string what)
    {
        try
        {
            notifier.Notify(new ServiceState(what));
        }
        catch (SocketException)
        {
            // systemd listens again soon, as when it starts itself anew; if not, its own watchdog judges us.
        }
    }

    private void Feed()
    {
        if (heartbeats.Late() is not { } stuck)
        {
            Notify("WATCHDOG=1");
        }
        else if (!isStuck)
        {
            isStuck = true;
            logger?.LoopStuck(stuck);
        }
    }
}
