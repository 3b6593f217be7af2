using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// The scripts that end parts of a transaction, each safe to repeat: confirm it, leave it to a person to confirm, undo it, close an undone
/// one.
/// </summary>
internal static class EndScripts
{
    private static readonly ShellFile ConfirmPart = ShellFile.Beside(typeof(EndScripts), "confirm.sh");
    private static readonly ShellFile WaitForWord = ShellFile.Beside(typeof(EndScripts), "wait.sh");
    private static readonly ShellFile UndoPart = ShellFile.Beside(typeof(EndScripts), "undo.sh");
    private static readonly ShellFile ClosePart = ShellFile.Beside(typeof(EndScripts), "close.sh");
    private static readonly ShellFile AdoptParts = ShellFile.Beside(typeof(EndScripts), "adopt.sh");

    /// <summary>The parts stand: what they needed to be undone goes, with every trace of it.</summary>
    public static string Confirm(TransactionHead head, IEnumerable<PartEnd> parts) => Text(
        head,
        ConfirmPart,
        "confirm",
        parts.Select(p => new PartWork(p.Subject, [("own", p.Subject.OwnFile ?? ""), ("partly", p.IsPartly ? "1" : ""), Entries(p)])),
        "end_parts");

    /// <summary>The parts stay unconfirmed, the time of each begins anew, and the lock goes.</summary>
    /// <param name="head">The transaction that holds the lock.</param>
    /// <param name="parts">The parts, each with what is known of its failures where nobody confirms it in time.</param>
    /// <remarks>Of each it prints <c>until=TIME</c>.</remarks>
    public static string Wait(TransactionHead head, IEnumerable<PartEnd> parts) =>
        Text(head, WaitForWord, "wait_for_word", parts.Select(p => new PartWork(p.Subject, [Entries(p)])), "end_parts");

    /// <summary>
    /// Takes the lock for unfinished parts of anybody, clears what ended ones left, and prints what the watchdog noted, a
    /// <see cref="WatchdogNote"/> a line.
    /// </summary>
    public static string Adopt(TransactionHead head) => JournalFunctions.Script(head).Add(AdoptParts).ToString();

    /// <summary>Brings files and memory of parts back; prints a line a file. A part stays open until it is closed.</summary>
    /// <param name="head">The transaction that holds the lock.</param>
    /// <param name="parts">
    /// The parts, each with all that is then known of its failures, and why it is not to be tried again unchanged; null where nothing
    /// speaks against it.
    /// </param>
    public static string Undo(TransactionHead head, IEnumerable<(PartEnd End, Message? Disproved)> parts) => Text(
        head,
        UndoPart,
        "undo",
        parts.Select(p => new PartWork(p.End.Subject, [("disproved", p.Disproved?.In(Language.English) ?? ""), Entries(p.End)])),
        null);

    /// <summary>Undone parts go.</summary>
    public static string Close(TransactionHead head, IEnumerable<Subject> parts) =>
        Text(head, ClosePart, "close", parts.Select(p => new PartWork(p, [])), "end_parts");

    private static string Text(TransactionHead head, ShellFile file, string each, IEnumerable<PartWork> parts, string? closing) =>
        PartScript.Text(JournalFunctions.Script(head).Add(file), "fence", each, parts, closing);

    private static (string Name, string Value) Entries(PartEnd part) =>
        ("entries", string.Join('\n', part.Quarantine.Select(QuarantineLine.Write)));
}
