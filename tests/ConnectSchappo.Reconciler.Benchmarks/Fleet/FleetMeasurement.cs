using System.Diagnostics;
using ConnectSchappo.Reconciler.Benchmarks.Lab;

namespace ConnectSchappo.Reconciler.Benchmarks.Fleet;

/// <summary>One daemon and many boxes, of which nothing has to be changed.</summary>
internal sealed class FleetMeasurement(List<FleetBox> boxes, PackagedProgram program, ControlGroup group, string folder)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    /// <summary>After its first rounds the runtime goes on optimising what they ran.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(45);

    /// <summary>Two intervals.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>What a daemon uses for so many boxes, and what the bad ones among them leave of that for the others.</summary>
    /// <param name="size">How many are well.</param>
    /// <param name="bad">How many are not.</param>
    public async Task<FleetRow> Measure(int size, int bad)
    {
        // Each of the boxes stands for as many as the others, or for one more.
        var well = boxes.SelectMany((box, index) => box.Boxes((size + boxes.Count - 1 - index) / boxes.Count));
        var files = new BoxFiles(
            folder, boxes[0].Key, string.Join('\n', boxes.Select(b => b.HostKeys)), well.Concat(FleetBox.Bad.Take(bad)), extensions: 1);
        var (began, cpu) = (Stopwatch.StartNew(), group.Cpu());
        await using var daemon = RunningDaemon.Start(program, files, group, Interval, Never);

        // The log tells it, which costs the daemon nothing.
        await daemon.Until(() => Task.FromResult(daemon.Logged("InSync") >= size), Patience, TimeSpan.FromMilliseconds(100));
        var (firstRound, firstRoundCpu) = (began.Elapsed.TotalSeconds, daemon.Cpu - cpu);

        await Task.Delay(SettleTime);
        var (checks, before) = (await Checks(daemon), daemon.Cpu);
        await Task.Delay(Window);
        var steady = (daemon.Cpu - before) / Window.TotalSeconds;
        checks = (await Checks(daemon) - checks) / Window.TotalSeconds;
        var (memory, threads, sockets) = daemon.Size();

        await Task.WhenAll(boxes.Select(b => b.Cut(cut: true)));
        await AreInSync(daemon, 0);
        await Task.WhenAll(boxes.Select(b => b.Cut(cut: false)));
        (began, cpu) = (Stopwatch.StartNew(), daemon.Cpu);
        await AreInSync(daemon, size);
        return new FleetRow(
            size, bad, firstRound, firstRoundCpu, memory, threads, sockets, steady, checks, began.Elapsed.TotalSeconds, daemon.Cpu - cpu,
            daemon.SlowestAnswer, daemon.SlowestRefusal);
    }

    private static Task AreInSync(RunningDaemon daemon, int count) => daemon.Until(
        async () => (await daemon.Metrics()).Count(line => line.StartsWith("pbx_reconciler_condition{", StringComparison.Ordinal)
            && line.EndsWith("type=\"InSync\",status=\"true\"} 1", StringComparison.Ordinal)) == count,
        Patience, TimeSpan.FromSeconds(1));

    // Those so far that found no sign of a change.
    private static async Task<double> Checks(RunningDaemon daemon) =>
        RunningDaemon.Sum(await daemon.Metrics(), "pbx_reconciler_unchanged_check_duration_seconds_count{");
}
