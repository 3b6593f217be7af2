using System.Diagnostics;
using System.Globalization;
using ConnectSchappo.Reconciler.Benchmarks.Compare;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;

namespace ConnectSchappo.Reconciler.Benchmarks.Fleet;

/// <summary>The daemon with many boxes, of which nothing has to be changed.</summary>
internal sealed class FleetDaemon : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Process shell;
    private readonly ControlGroup group;
    private readonly BoxFiles files;
    private readonly Uri metrics;
    private readonly HttpClient client = new();

    private FleetDaemon(Process shell, ControlGroup group, BoxFiles files, string port) =>
        (this.shell, this.group, this.files, metrics) = (shell, group, files, new Uri($"http://127.0.0.1:{port}/metrics"));

    public double Cpu => group.Cpu();

    /// <summary>How long the slowest answer of its metrics took, in seconds.</summary>
    public double SlowestAnswer { get; private set; }

    public static FleetDaemon Start(PackagedProgram program, ControlGroup group, BoxFiles files)
    {
        var port = Ports.Free();
        return new FleetDaemon(program.Start(group, files, Interval, Never, port), group, files, port);
    }

    /// <summary>Waits until so many boxes were found in sync first. The log tells it, which costs the daemon nothing.</summary>
    public async Task FirstRounds(int boxes)
    {
        var waited = Stopwatch.StartNew();
        while (InSync() < boxes)
        {
            await Wait(waited, TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Waits until so many boxes are in sync, or are not.</summary>
    public async Task AreInSync(int boxes)
    {
        var waited = Stopwatch.StartNew();
        while (await Count("pbx_reconciler_condition{", "type=\"InSync\",status=\"true\"} 1") != boxes)
        {
            await Wait(waited, TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Checks so far that found no sign of a change.</summary>
    public async Task<double> Checks() => (await Lines("pbx_reconciler_unchanged_check_duration_seconds_count{"))
        .Sum(line => double.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture));

    /// <summary>Resident memory in MB, threads, and sockets.</summary>
    public (double Memory, int Threads, int Sockets) Size()
    {
        // The shell of the control group has become the program.
        var status = File.ReadAllLines($"/proc/{shell.Id}/status").Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.Ordinal);
        var sockets = Directory.GetFileSystemEntries($"/proc/{shell.Id}/fd")
            .Count(fd => new FileInfo(fd).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) ?? false);
        return (double.Parse(status["VmRSS"].Split(' ')[0], CultureInfo.InvariantCulture) / 1000,
            int.Parse(status["Threads"], CultureInfo.InvariantCulture), sockets);
    }

    public async ValueTask DisposeAsync()
    {
        shell.Kill();
        await shell.WaitForExitAsync();
        shell.Dispose();
        client.Dispose();
    }

    private int InSync() => File.Exists(files.Log)
        ? File.ReadLines(files.Log).Count(line => line.Contains(" InSync: ", StringComparison.Ordinal))
        : 0;

    private async Task<int> Count(string series, string end) =>
        (await Lines(series)).Count(line => line.EndsWith(end, StringComparison.Ordinal));

    private async Task<IEnumerable<string>> Lines(string series)
    {
        var asked = Stopwatch.GetTimestamp();
        var text = await client.GetStringAsync(metrics);
        SlowestAnswer = Math.Max(SlowestAnswer, Stopwatch.GetElapsedTime(asked).TotalSeconds);
        return text.Split('\n').Where(line => line.StartsWith(series, StringComparison.Ordinal));
    }

    private async Task Wait(Stopwatch waited, TimeSpan pause)
    {
        if (waited.Elapsed > Patience || shell.HasExited)
        {
            var log = await File.ReadAllLinesAsync(files.Log);
            throw new InvalidOperationException($"the boxes did not come so far\n{string.Join('\n', log.TakeLast(20))}");
        }

        await Task.Delay(pause);
    }
}
