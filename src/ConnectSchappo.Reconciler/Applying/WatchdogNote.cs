using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// What the watchdog on a box did while nobody was there: it undid a part of a transaction, of which its note is all that is left.
/// </summary>
/// <param name="Transaction">The transaction's id; null where the note cannot be read.</param>
/// <param name="Restarted">
/// How many channels were up when it restarted Asterisk, or a word where that was not known; null where it did not.
/// </param>
/// <param name="Text">What people are told.</param>
internal sealed record WatchdogNote(string? Transaction, string? Restarted, string Text)
{
    /// <summary>Reads a line of notes, words of <c>KEY=VALUE</c> (undo-program.sh). One that cannot be read is told as it is.</summary>
    public static WatchdogNote Parse(string line)
    {
        var values = new KeyedWords(line);
        var reason = values["why"] switch
        {
            "unfinished" => "nobody came back to finish it",
            "unconfirmed" => "nobody confirmed it in time",
            _ => null,
        };
        if ((reason, values["transaction"], values["time"], values["revision"], values["part"])
            is not ({ } why, { } transaction, { } time, { } revision, { } part))
        {
            return new WatchdogNote(null, null, $"the watchdog on the box noted what cannot be read: {PlainText.Line(line)}");
        }

        var restarted = values["restarted"];
        return new WatchdogNote(
            transaction,
            restarted,
            $"{time} transaction {transaction} of revision {revision}, part {part}, was undone by the watchdog on the box: {why}"
                + (restarted is null ? "" : $"; it {UndoProgram.Restarted(restarted)}"));
    }
}
