using ConnectSchappo.Reconciler.Benchmarks.Lab;

namespace ConnectSchappo.Reconciler.Benchmarks.Compare;

/// <summary>
/// What the daemon's checks and observations cost on a box that has nothing to change: the difference to a daemon that waits.
/// </summary>
internal sealed class DaemonWork(PackagedProgram program, BoxFiles files, Meter meter, ControlGroup group)
{
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>After its first observation the runtime goes on optimising what that ran.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    /// <summary>
    /// Adds measurements of one check that finds no sign of a change, and of one observation, each the mean of twenty seconds, for each of
    /// the runs.
    /// </summary>
    public async Task Measure(Measurement check, Measurement observation, int runs)
    {
        await using (await Start(Never, Never, warm: 1))
        {
            await Task.Delay(SettleTime);
            await meter.Idle(Window);
        }

        // The runtime optimises what runs often: the first checks and observations cost more than all later ones.
        await using (var checks = await Start(Second, Never, warm: 1))
        {
            await Task.Delay(SettleTime);
            await Add(check, checks, "pbx_reconciler_unchanged_check_duration_seconds", runs);
        }

        await using var observes = await Start(Second, Second, warm: 40);
        await Add(observation, observes, "pbx_reconciler_round_duration_seconds", runs);
    }

    private async Task Add(Measurement measurement, RunningDaemon daemon, string histogram, int runs)
    {
        for (var run = 0; run < runs; run++)
        {
            var before = await Done(daemon, histogram);
            var cost = await meter.Watch(Window);
            var after = await Done(daemon, histogram);
            var made = after.Count - before.Count;
            measurement.Add(cost.Each(made, (after.Seconds - before.Seconds) / made));
        }
    }

    private async Task<RunningDaemon> Start(TimeSpan interval, TimeSpan resync, int warm)
    {
        var daemon = RunningDaemon.Start(program, files, group, interval, resync);
        await daemon.Until(
            async () => RunningDaemon.Sum(await daemon.Metrics(), "pbx_reconciler_rounds_total{") >= warm, StartTime, Pause);
        return daemon;
    }

    // How often it was done so far, and the seconds that it took.
    private static async Task<(double Count, double Seconds)> Done(RunningDaemon daemon, string histogram)
    {
        var metrics = await daemon.Metrics();
        var rounds = RunningDaemon.Sum(metrics, "pbx_reconciler_rounds_total{");
        return rounds == RunningDaemon.Sum(metrics, "pbx_reconciler_rounds_total{box=\"box\",verdict=\"converged\"}")
            ? (RunningDaemon.Sum(metrics, $"{histogram}_count{{"), RunningDaemon.Sum(metrics, $"{histogram}_sum{{"))
            : throw daemon.Unexpected("a round found something");
    }
}
