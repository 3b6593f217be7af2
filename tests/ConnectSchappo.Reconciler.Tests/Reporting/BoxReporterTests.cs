using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Reporting;

/// <summary>The log by its events: a transition once, a lasting state not again, a recovery always.</summary>
public class BoxReporterTests
{
    [Fact]
    public void A_box_that_stays_in_sync_is_told_once() => Assert.Equal("InSync", Told(Outcomes.InSync(), Outcomes.InSync(), Outcomes.InSync()));

    [Fact]
    public void A_new_revision_is_told_again() => Assert.Equal("InSync InSync", Told(Outcomes.InSync(), Outcomes.InSync("r2")));

    [Fact]
    public void A_drift_that_is_healed_tells_what_was_wrong_what_was_done_and_the_end() =>
        Assert.Equal("InSync DriftDetected FileChanged Activated InSync", Told(Outcomes.InSync(), Outcomes.Healed()));

    [Fact]
    public void An_unreachable_box_is_told_once_and_its_return_always() => Assert.Equal(
        "InSync BoxFailed BoxRecovered InSync",
        Told(Outcomes.InSync(), Outcomes.Unreachable("try 1"), Outcomes.Unreachable("try 2"), Outcomes.InSync()));

    [Fact]
    public void What_waits_is_told_once() => Assert.Equal(
        "DriftDetected ActionPending FileChanged Activated InSync",
        Told(Outcomes.Pending(), Outcomes.Pending(), Outcomes.Healed()));

    [Fact]
    public void What_waits_longer_than_the_policy_allows_is_an_alert_once() => Assert.Equal(
        "DriftDetected ActionPending PendingTooLong",
        Told(Outcomes.Pending(), Outcomes.Pending(), Outcomes.Pending(), Outcomes.Pending(), Outcomes.Pending()));

    [Fact]
    public void What_was_done_without_effect_is_told_once() => Assert.Equal(
        "DriftDetected FileChanged Activated NotProved FileChanged Activated", Told(Outcomes.NotProved(), Outcomes.NotProved()));

    private static string Told(params BoxOutcome[] outcomes)
    {
        var log = new EventLog();
        var time = new FakeTimeProvider();
        var reporter = new BoxReporter("matriz", log, time);
        foreach (var outcome in outcomes)
        {
            reporter.Told(outcome, TimeSpan.FromHours(2));
            time.Advance(TimeSpan.FromMinutes(50));
        }

        return string.Join(' ', log.Events);
    }

    private sealed class EventLog : ILogger
    {
        public List<string> Events { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Events.Add(eventId.Name!);
    }
}
