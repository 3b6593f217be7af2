using ConnectSchappo.Reconciler.Applying;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Applying;

/// <summary>What the watchdog on a box noted, as people are told of it.</summary>
public sealed class WatchdogNoteTests
{
    private const string Where = "time=2026-11-24T10:00:00Z transaction=t0 revision=r0 part=pjsip";
    private const string Undone = "2026-11-24T10:00:00Z transaction t0 of revision r0, part pjsip, was undone by the watchdog on the box: ";

    [Theory]
    [InlineData("why=unfinished", null, "nobody came back to finish it")]
    [InlineData("why=unconfirmed", null, "nobody confirmed it in time")]
    [InlineData("why=unfinished restarted=3", "3", "nobody came back to finish it; it restarted Asterisk, 3 channel(s) were up")]
    public void A_note_is_read_by_its_keys(string words, string? restarted, string told) =>
        Assert.Equal(new WatchdogNote("t0", restarted, Undone + told), WatchdogNote.Parse($"{Where} {words}"));

    [Theory]
    [InlineData(Where)]
    [InlineData(Where + " why=tired")]
    [InlineData("transaction=t0 why=unfinished")]
    public void One_that_cannot_be_read_is_told_as_it_is(string line) =>
        Assert.Equal(new WatchdogNote(null, null, $"the watchdog on the box noted what cannot be read: {line}"), WatchdogNote.Parse(line));
}
