using ConnectSchappo.Reconciler.Applying;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Applying;

/// <summary>What the watchdog on a box noted, and how a person reads it.</summary>
public sealed class WatchdogNoteTests
{
    private const string Where = "time=2026-11-24T10:00:00Z transaction=t0 revision=r0 part=pjsip";
    private const string Undone =
        "the watchdog on the box rolled back part pjsip of transaction t0, revision r0, at 2026-11-24T10:00:00Z: ";

    [Theory]
    [InlineData("why=unfinished", null, "no reconciler came back to finish it")]
    [InlineData("why=unconfirmed", null, "nobody confirmed it in time")]
    [InlineData("why=unfinished restarted=3", "3", "no reconciler came back to finish it. Asterisk restarted while 3 channels were up")]
    [InlineData("why=unconfirmed restarted=1", "1", "nobody confirmed it in time. Asterisk restarted while 1 channel was up")]
    [InlineData(
        "why=unconfirmed restarted=unknown",
        "unknown",
        "nobody confirmed it in time. Asterisk restarted while an unknown number of channels was up")]
    public void A_note_is_read_by_its_keys(string words, string? restarted, string text)
    {
        var note = WatchdogNote.Parse($"{Where} {words}");

        Assert.Equal(("t0", restarted, Undone + text), (note.Transaction, note.Restarted, note.Text.ToString()));
    }

    [Theory]
    [InlineData(Where)]
    [InlineData(Where + " why=tired")]
    [InlineData("transaction=t0 why=unfinished")]
    public void One_that_cannot_be_read_is_shown_as_it_is(string line) => Assert.Equal(
        new WatchdogNote(null, null, $"the watchdog on the box left a note that cannot be read: {line}"), WatchdogNote.Parse(line));
}
