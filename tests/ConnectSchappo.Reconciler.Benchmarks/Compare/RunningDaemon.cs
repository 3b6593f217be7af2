using System.Diagnostics;
using System.Globalization;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;

namespace ConnectSchappo.Reconciler.Benchmarks.Compare;

/// <summary>The daemon on a box that has nothing to change. What its observations cost is the difference to a daemon that waits.</summary>
internal sealed class RunningDaemon : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(2);

    /// <summary>After its first observation the runtime goes on optimising what that ran.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);

    private readonly Process process;
    private readonly Uri metrics;
    private readonly string log;
    private readonly HttpClient client = new();

    private RunningDaemon(Process process, string port, string log) =>
        (this.process, metrics, this.log) = (process, new Uri($"http://127.0.0.1:{port}/metrics"), log);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    /// <summary>
    /// Adds measurements of one check that finds no sign of a change, and of one observation, each the mean of twenty seconds, for each of
    /// the runs.
    /// </summary>
    public static async Task Measure(
        PackagedProgram program, BoxFiles files, Meter meter, ControlGroup group, Measurement check, Measurement observation, int runs)
    {
        await using (var waits = await Start(program, files, group, Never, Never, warm: 1))
        {
            await Task.Delay(SettleTime);
            await meter.Idle(Window);
        }

        // The runtime optimises what runs often: the first observations cost more than all later ones.
        await using (var checks = await Start(program, files, group, Second, Never, warm: 1))
        {
            await Task.Delay(SettleTime);
            for (var run = 0; run < runs; run++)
            {
                var before = await checks.Read();
                var cost = await meter.Watch(Window);
                var after = await checks.Read();
                var made = after.Checks - before.Checks;
                check.Add(cost.Each(made, (after.CheckSeconds - before.CheckSeconds) / made));
            }
        }

        await using var observes = await Start(program, files, group, Second, Second, warm: 40);
        for (var run = 0; run < runs; run++)
        {
            var before = await observes.Read();
            var cost = await meter.Watch(Window);
            var after = await observes.Read();
            var made = after.Rounds - before.Rounds;
            observation.Add(cost.Each(made, (after.RoundSeconds - before.RoundSeconds) / made));
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        client.Dispose();
    }

    private static async Task<RunningDaemon> Start(
        PackagedProgram program, BoxFiles files, ControlGroup group, TimeSpan interval, TimeSpan resync, int warm)
    {
        var port = Ports.Free();
        var daemon = new RunningDaemon(program.Start(group, files, interval, resync, port), port, files.Log);
        var waited = Stopwatch.StartNew();
        while ((await daemon.Read()).Rounds < warm)
        {
            if (waited.Elapsed > StartTime)
            {
                throw new InvalidOperationException($"the daemon made no {warm} rounds\n{await File.ReadAllTextAsync(files.Log)}");
            }

            await Task.Delay(200);
        }

        return daemon;
    }

    // What was done so far, and the seconds that it took; nothing before the daemon serves its metrics.
    private async Task<Work> Read()
    {
        string text;
        try
        {
            text = await client.GetStringAsync(metrics);
        }
        catch (HttpRequestException) when (!process.HasExited)
        {
            return new Work(0, 0, 0, 0);
        }

        var rounds = Sum(text, "pbx_reconciler_rounds_total{");
        return rounds == Sum(text, "pbx_reconciler_rounds_total{box=\"box\",verdict=\"converged\"}")
            ? new Work(
                rounds, Sum(text, "pbx_reconciler_round_duration_seconds_sum{"),
                Sum(text, "pbx_reconciler_unchanged_check_duration_seconds_count{"),
                Sum(text, "pbx_reconciler_unchanged_check_duration_seconds_sum{"))
            : throw new InvalidOperationException($"a round found something\n{await File.ReadAllTextAsync(log)}");
    }

    private static double Sum(string text, string series) => text.Split('\n')
        .Where(line => line.StartsWith(series, StringComparison.Ordinal))
        .Sum(line => double.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture));

    private sealed record Work(double Rounds, double RoundSeconds, double Checks, double CheckSeconds);
}
