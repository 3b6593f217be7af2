using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>The scripts that end parts of a transaction, each safe to repeat: confirm it, leave it to a person to confirm, undo it, close an undone one.</summary>
internal static class EndScripts
{
    private const string NoJournal = """
        [ -d "$journal" ] || stop 71 "there is no change of $part to end on this box"

        """;

    private const string Closing = """
        finish
        let_go

        """;

    // What was confirmed last is kept, so that it can be kept in force after a change that does not work: root alone may read it.
    private const string ConfirmBody = NoJournal + """
        mkdir -p -m 700 "$state/confirmed"
        if [ -n "$partly" ]; then :
        elif [ -n "$own" ] && [ -f "$own" ]; then cat -- "$own" >"$state/confirmed/$part.new" && mv -f -T -- "$state/confirmed/$part.new" "$state/confirmed/$part"; else rm -f -- "$state/confirmed/$part"; fi ||
          stop 74 "$state cannot be written"
        quarantine "$entries" || exit
        commit confirmed

        """;

    private const string WaitBody = NoJournal + """
        within=$(sed -n 's/^within //p' "$journal/manifest")
        printf '%s' "$entries" >"$journal/entries" && due "$within" && date -u -d "@$(($(date +%s) + within))" +%Y-%m-%dT%H:%M:%SZ >"$journal/until" && phase waiting || exit 74
        cat "$journal/until"

        """;

    private const string UndoBody = NoJournal + """
        [ -z "$disproved" ] || { printf '%s\n' "$disproved" >"$journal/disproved"; printf '%s' "$entries" >"$journal/entries"; }
        sh "$journal/undo" held "$id"

        """;

    // What speaks against it was written down when it was undone, so that whoever ends it need not know it.
    private const string CloseBody = NoJournal + """
        [ ! -f "$journal/entries" ] || quarantine "$(cat "$journal/entries")" || exit
        commit undone

        """;

    /// <summary>The parts stand: what they needed to be undone goes, with every trace of it.</summary>
    public static string Confirm(TransactionHead head, IEnumerable<PartEnd> parts) =>
        PartScript.Text(head, "fence\n", ConfirmBody, parts.Select(p => new PartWork(p.Subject, $"own={ShellWord.Quote(p.Subject.OwnFile ?? "")}\npartly={(p.IsPartly ? "1" : "")}\n{Entries(p)}")), Closing);

    /// <summary>The parts stay unconfirmed, the time of each begins anew, and the lock goes.</summary>
    /// <param name="head">The transaction that holds the lock.</param>
    /// <param name="parts">The parts, each with what is known of its failures where nobody confirms it in time.</param>
    public static string Wait(TransactionHead head, IEnumerable<PartEnd> parts) =>
        PartScript.Text(head, "fence\n", WaitBody, parts.Select(p => new PartWork(p.Subject, Entries(p))), Closing);

    /// <summary>Takes the lock for unfinished parts of anybody, clears what ended ones left, and prints what the watchdog noted.</summary>
    public static string Adopt(TransactionHead head) => head.Variables + JournalFunctions.Text + """
        take
        clear_away
        [ ! -f "$state/notes" ] || { cat "$state/notes" && rm -f -- "$state/notes"; }
        opened || { finish; release; exit 71; }

        """;

    /// <summary>Brings files and memory of parts back; prints a line a file. A part stays open until it is closed.</summary>
    /// <param name="head">The transaction that holds the lock.</param>
    /// <param name="parts">The parts, each with why it is not to be tried again unchanged, and all that is then known of its failures; null where nothing speaks against it.</param>
    public static string Undo(TransactionHead head, IEnumerable<(PartEnd End, string? Disproved)> parts) => PartScript.Text(
        head,
        "fence\n",
        UndoBody,
        parts.Select(p => new PartWork(p.End.Subject, $"disproved={ShellWord.Quote(p.Disproved?.ReplaceLineEndings(" ") ?? "")}\n{Entries(p.End)}")),
        "");

    /// <summary>Undone parts go.</summary>
    public static string Close(TransactionHead head, IEnumerable<Subject> parts) => PartScript.Text(head, "fence\n", CloseBody, parts.Select(p => new PartWork(p, "")), Closing);

    private static string Entries(PartEnd part) => $"entries={ShellWord.Quote(string.Join('\n', part.Quarantine.Select(q => q.Line)))}\n";
}
