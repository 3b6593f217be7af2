using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Reporting;

public sealed class HistoryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("history-").FullName;

    private string Newer => Path.Combine(folder, "history.jsonl");

    [Fact]
    public void What_was_done_and_why_survives_a_restart()
    {
        Open().OnRoundEnded(Reports.Of(Outcomes.Healed()));

        var entry = Assert.Single(Open().Read("matriz", 10));
        Assert.Equal(HistoryEvent.Applied, entry.Event);
        Assert.Equal("r1", entry.Revision);
        Assert.Equal(["endpoint 250 context: endpoint 250 runs with other values than the desired state"], entry.Why);
        Assert.Equal(["/etc/asterisk/reconciler_pjsip.conf: renewed", "module reload res_pjsip.so: done"], entry.Steps);
        Assert.Empty(Open().Read("recife", 10));
    }

    [Fact]
    public void A_change_has_the_id_by_which_the_log_has_all_of_it()
    {
        var healed = Outcomes.Healed();
        Open().OnRoundEnded(Reports.Of(healed with { Steps = [.. healed.Steps.Select(s => s with { Transaction = "t1" })] }));
        Assert.Equal("t1", Assert.Single(Open().Read("matriz", 10)).Transaction);
        Assert.Contains("\"transaction\":\"t1\"", File.ReadAllText(Newer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, HistoryEvent.Confirmed)]
    [InlineData(false, HistoryEvent.RolledBack)]
    internal void A_persons_word_is_recorded_with_who_said_it(bool confirms, HistoryEvent recorded)
    {
        Open().OnRoundEnded(Reports.Of(Outcomes.InSync()) with { Asked = new PersonsWord(confirms, "ana") });
        var entry = Assert.Single(Open().Read("matriz", 10));
        Assert.Equal((recorded, "ana"), (entry.Event, entry.By));
    }

    [Fact]
    public void A_round_that_only_waits_is_no_news()
    {
        Open().OnRoundEnded(Reports.Of(Outcomes.Pending()));
        Assert.Empty(Open().Read(null, 10));
    }

    [Theory]
    [InlineData("{\"time\":\"2026-11-24T1")]
    [InlineData("{\"time\":\"2026-11-24T10:00:00Z\",\"event\":\"ofALaterProgram\"}\n")]
    [InlineData("\0\0\0\0")]
    public void A_line_that_a_power_cut_left_half_written_costs_itself_alone(string torn)
    {
        Open().Add(Entry(1));
        File.AppendAllText(Newer, torn);
        Open().Add(Entry(2));
        Assert.Equal([1, 2], Open().Read(null, 10).Select(e => e.Time.ToUnixTimeSeconds()));
    }

    [Fact]
    public void It_is_bounded_and_keeps_what_is_newest()
    {
        var history = Open();
        var why = new string('x', 400_000);
        for (var second = 1; second <= 60; second++)
        {
            history.Add(Entry(second) with { Why = [why] });
        }

        Assert.InRange(new DirectoryInfo(folder).GetFiles().Sum(f => f.Length), 0, 10_000_000);
        Assert.Equal([58, 59, 60], history.Read(null, 3).Select(e => e.Time.ToUnixTimeSeconds()));
    }

    [Fact]
    public void A_disk_that_takes_nothing_ends_nothing() => new History("/proc/nowhere", NullLogger.Instance).Add(Entry(1));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private History Open() => new(folder, NullLogger.Instance);

    private static HistoryEntry Entry(int second) =>
        new() { Time = DateTimeOffset.FromUnixTimeSeconds(second), Event = HistoryEvent.Started };
}
