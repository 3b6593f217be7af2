using System.Diagnostics;
using System.Globalization;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;

namespace ConnectSchappo.Reconciler.Benchmarks.Lab;

/// <summary>The packaged daemon in a control group, and what it tells of itself.</summary>
internal sealed class RunningDaemon : IAsyncDisposable
{
    // The port of discard, where nobody listens any more.
    private const string Nobody = "http://127.0.0.1:9/";

    private static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly ControlGroup group;
    private readonly string log;
    private readonly string metrics;

    private RunningDaemon(Process process, ControlGroup group, string log, string port) =>
        (this.process, this.group, this.log, metrics) = (process, group, log, $"http://127.0.0.1:{port}/metrics");

    /// <summary>Seconds of CPU of the control group so far.</summary>
    public double Cpu => group.Cpu();

    /// <summary>How long the slowest answer of its metrics took, in seconds.</summary>
    public double SlowestAnswer { get; private set; }

    /// <summary>
    /// How long the slowest of as many connections took, in seconds, that the kernel refused at once: what is not the daemon's of the
    /// slowest answer. The kernel carries a connection on loopback beside all processes of the boxes.
    /// </summary>
    public double SlowestRefusal { get; private set; }

    public static RunningDaemon Start(PackagedProgram program, BoxFiles files, ControlGroup group, TimeSpan interval, TimeSpan resync)
    {
        var port = Ports.Free();
        return new RunningDaemon(program.Start(group, files, interval, resync, port), group, files.Log, port);
    }

    /// <summary>Waits for something, and looks for it so often.</summary>
    /// <exception cref="InvalidOperationException">It did not come about in time, or the daemon ended.</exception>
    public async Task Until(Func<Task<bool>> condition, TimeSpan patience, TimeSpan pause)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > patience || process.HasExited)
            {
                throw Unexpected("what the measurement waits for did not come about");
            }

            await Task.Delay(pause);
        }
    }

    /// <summary>A measurement cannot go on; with the end of the daemon's log.</summary>
    public InvalidOperationException Unexpected(string what) =>
        new($"{what}\n{string.Join('\n', File.ReadAllLines(log).TakeLast(20))}");

    /// <summary>Of how many boxes its log has this event.</summary>
    public int Logged(string name) => !File.Exists(log) ? 0
        : File.ReadLines(log).Select(line => line.Split($" {name}: ")).Where(parts => parts.Length > 1)
            .Select(parts => parts[1].Split(':')[0]).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The lines of its metrics; none before it serves them.</summary>
    public async Task<string[]> Metrics()
    {
        // Prometheus has a processor of its own too: otherwise its wait for one of ours would be taken for the daemon's. It writes to a
        // file: whoever reads a pipe has none, and would hold it up.
        var page = $"{log}.metrics";
        var asked = await Curl(metrics, page);
        if (asked.ExitCode != 0)
        {
            return process.HasExited ? throw Unexpected("the daemon has ended") : [];
        }

        SlowestAnswer = Math.Max(SlowestAnswer, Seconds(asked));
        SlowestRefusal = Math.Max(SlowestRefusal, Seconds(await Curl(Nobody, page + ".none")));
        return await File.ReadAllLinesAsync(page);
    }

    private static Task<CommandResult> Curl(string url, string page) => Command.Run(
        AnswerTime, "chrt", "--rr", "1", "curl", "--silent", "--output", page, "--write-out", "%{time_total}", url);

    private static double Seconds(CommandResult asked) => double.Parse(asked.Output, CultureInfo.InvariantCulture);

    /// <summary>The sum of the series that begin so.</summary>
    public static double Sum(string[] metrics, string series) => metrics
        .Where(line => line.StartsWith(series, StringComparison.Ordinal))
        .Sum(line => double.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture));

    /// <summary>Resident memory in MB, threads, and sockets.</summary>
    public (double Memory, int Threads, int Sockets) Size()
    {
        // The shell of the control group has become the program.
        var status = File.ReadAllLines($"/proc/{process.Id}/status").Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.Ordinal);
        var sockets = Directory.GetFileSystemEntries($"/proc/{process.Id}/fd")
            .Count(fd => new FileInfo(fd).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) ?? false);
        return (double.Parse(status["VmRSS"].Split(' ')[0], CultureInfo.InvariantCulture) / 1000,
            int.Parse(status["Threads"], CultureInfo.InvariantCulture), sockets);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
