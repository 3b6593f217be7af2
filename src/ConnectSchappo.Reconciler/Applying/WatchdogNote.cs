using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Texts;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// What the watchdog on a box did while nobody was there: it undid a part of a transaction, of which its note is all that is left.
/// </summary>
/// <param name="Transaction">The transaction's id; null where the note cannot be read.</param>
/// <param name="Restarted">
/// How many channels were up when it restarted Asterisk, or a word where that was not known; null where it did not.
/// </param>
/// <param name="Text">The same for a person.</param>
internal sealed record WatchdogNote(string? Transaction, string? Restarted, Message Text)
{
    /// <summary>Reads a line of notes, words of <c>KEY=VALUE</c> (undo-program.sh). One that cannot be read is shown as it is.</summary>
    public static WatchdogNote Parse(string line)
    {
        var values = new KeyedWords(line);
        Message? reason = values["why"] switch
        {
            "unfinished" => $"no reconciler came back to finish it",
            "unconfirmed" => $"nobody confirmed it in time",
            _ => null,
        };
        if ((reason, values["transaction"], values["time"], values["revision"], values["part"])
            is not ({ } why, { } transaction, { } time, { } revision, { } part))
        {
            return new WatchdogNote(null, null, $"the watchdog on the box left a note that cannot be read: {line}");
        }

        Message text =
            $"the watchdog on the box rolled back part {part} of transaction {transaction}, revision {revision}, at {time}: {why}";
        return values["restarted"] is { } restarted
            ? new WatchdogNote(transaction, restarted, $"{text}. {UndoProgram.Restarted(restarted)}")
            : new WatchdogNote(transaction, null, text);
    }
}
