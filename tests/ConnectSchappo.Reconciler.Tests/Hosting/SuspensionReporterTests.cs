using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using ConnectSchappo.Reconciler.Tests.Reporting;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Hosting;

/// <summary>A suspension is told when it begins, before it ends and when it is over, each once.</summary>
public sealed class SuspensionReporterTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("suspended-").FullName;
    private readonly EventLog log = new();

    // At each minute a round begins; the suspension of two hours holds until it ends, or until somebody resumes the box.
    [Theory]
    [InlineData(new[] { 0, 30, 104 }, 120, "Suspended", 0)]
    [InlineData(new[] { 0, 104, 105, 119 }, 120, "Suspended SuspensionEnding", 0)]
    [InlineData(new[] { 0, 105, 119, 120, 121 }, 120, "Suspended SuspensionEnding Resumed", 1)]
    [InlineData(new[] { 0, 30, 31 }, 30, "Suspended Resumed", 0)]
    public void It_is_told_once(int[] minutes, int resumed, string events, int recorded)
    {
        var history = new History(folder, log);
        var reporter = new SuspensionReporter("matriz", log, history);
        var suspension = new Suspension("matriz", "the carrier works", Noon, Noon.AddHours(2), "ana");
        foreach (var minute in minutes)
        {
            var holds = minute < resumed ? suspension : null;
            reporter.OnRoundBegun(new RoundStart("matriz", "10.0.0.5", "r1", holds, Noon.AddMinutes(minute)));
        }

        Assert.Equal(events, log.ToString());
        Assert.Equal(recorded, history.Read("matriz", 10).Count(e => e.Event == HistoryEvent.SuspensionEnded));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
