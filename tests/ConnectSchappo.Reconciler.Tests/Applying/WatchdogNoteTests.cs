using ConnectSchappo.Reconciler.Applying;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Applying;

/// <summary>What the watchdog on a box noted, as people are told of it.</summary>
public sealed class WatchdogNoteTests
{
    private const string Told = "2026-11-24T10:00:00Z transaction t0 of revision r0, part pjsip, was undone by the watchdog on the box: ";

    [Theory]
    [InlineData("time=2026-11-24T10:00:00Z transaction=t0 revision=r0 part=pjsip why=unfinished", "t0", null, Told + "nobody came back to finish it")]
    [InlineData("time=2026-11-24T10:00:00Z transaction=t0 revision=r0 part=pjsip why=unconfirmed restarted=3", "t0", "3", Told + "nobody confirmed it in time; it restarted Asterisk, 3 channel(s) were up")]
    [InlineData("time=2026-11-24T10:00:00Z transaction=t0 revision=r0 part=pjsip why=tired", null, null, "the watchdog on the box noted what cannot be read: time=2026-11-24T10:00:00Z transaction=t0 revision=r0 part=pjsip why=tired")]
    [InlineData("transaction=t0 why=unfinished", null, null, "the watchdog on the box noted what cannot be read: transaction=t0 why=unfinished")]
    public void A_note_is_read_by_its_keys_and_told_as_it_is_where_it_cannot_be(string line, string? transaction, string? restarted, string text) =>
        Assert.Equal(new WatchdogNote(transaction, restarted, text), WatchdogNote.Parse(line));
}
