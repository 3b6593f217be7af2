using ConnectSchappo.Reconciler.Boxes.Looking;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>The scripts that end a transaction, each safe to repeat: confirm it, leave it to a person to confirm, undo it, close an undone one.</summary>
internal static class EndScripts
{
    private const string NoJournal = """
        [ -d "$journal" ] || { finish; release; stop 71 "there is no transaction to end on this box"; }

        """;

    /// <summary>The transaction stands: what it needed to be undone goes, with every trace of it.</summary>
    public static string Confirm(TransactionHead head) => head.Variables + JournalFunctions.Text + "fence\n" + NoJournal + """
        rm -f -- "$state/quarantine"
        commit confirmed || exit
        release

        """;

    /// <summary>The transaction stays unconfirmed, its watchdog's time begins anew, and the lock goes.</summary>
    public static string Wait(TransactionHead head) => head.Variables + JournalFunctions.Text + "fence\n" + NoJournal + """
        within=$(sed -n 's/^within //p' "$journal/manifest")
        date -u -d "@$(($(date +%s) + within))" +%Y-%m-%dT%H:%M:%SZ >"$journal/until"
        phase waiting || exit 74
        [ ! -e "$units/reconciler-undo.timer" ] || timeout -k 1 30 systemctl restart reconciler-undo.timer
        cat "$journal/until"
        release

        """;

    /// <summary>
    /// Takes the lock for an unfinished transaction of anybody, clears what an ended one left, and prints what the watchdog noted.
    /// </summary>
    public static string Adopt(TransactionHead head) => head.Variables + JournalFunctions.Text + """
        take
        finish
        [ ! -d "$ended" ] || { release; stop 74 "what an earlier change has left cannot be removed: is a disk read-only?"; }
        [ ! -f "$state/notes" ] || { cat "$state/notes" && rm -f -- "$state/notes"; }
        [ -d "$journal" ] || { release; exit 71; }

        """;

    /// <summary>Brings files and memory back; prints a line a file. The transaction stays open until <see cref="Close"/>.</summary>
    /// <param name="head">The transaction that holds the lock.</param>
    /// <param name="disproved">Why its revision is not to be tried again here; null where nothing speaks against it.</param>
    public static string Undo(TransactionHead head, string? disproved) =>
        head.Variables + $"disproved={LookScript.Quote(disproved?.ReplaceLineEndings(" ") ?? "")}\n" + JournalFunctions.Text + "fence\n" + NoJournal + """
        [ -z "$disproved" ] || printf '%s\n' "$disproved" >"$journal/disproved"
        sh "$state/undo" held "$id"

        """;

    /// <summary>An undone transaction goes; where it was disproved its revision is put into quarantine.</summary>
    public static string Close(TransactionHead head) => head.Variables + JournalFunctions.Text + "fence\n" + NoJournal + """
        [ ! -s "$journal/disproved" ] || quarantine "$(cat "$journal/disproved")" || exit 74
        commit undone || exit
        release

        """;
}
