using System.Globalization;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// The program on the box that undoes one part of a transaction: made for it, kept in its journal, and gone with it. The watchdog's
/// timer runs it when nobody comes back, we run it to roll back, and a person may: <c>sh /var/lib/reconciler/undo</c> runs that of each
/// part. undo-program.sh says how.
/// </summary>
internal static class UndoProgram
{
    private static readonly ShellFile Program = ShellFile.Beside(typeof(UndoProgram), "undo-program.sh");

    /// <summary>The program that undoes every part that is due, or without a word every part: each by its own program.</summary>
    public static string OfAll { get; } =
        new ShellScript().Set("state", JournalFunctions.State).Add(ShellFile.Beside(typeof(UndoProgram), "undo-all.sh")).ToString();

    /// <param name="transaction">The transaction that it is made for; it does nothing to another.</param>
    /// <param name="part">
    /// What the transaction does to a subject: what makes that effective is what undoes it, and no other subject is reloaded.
    /// </param>
    /// <param name="policy">How a restart may be made.</param>
    public static string Text(string transaction, PlanPart part, Policy policy) => JournalFunctions.Script()
        .Set("made_for", transaction)
        .Set("in_asterisk", part.Subject.NeedsAsterisk)
        .Add(ActivationScripts.Functions)
        .Define("reload_memory", part.Subject.Reload is { } reload ? [reload.Command(Given(part, reload), policy)] : [])
        .Define("restart", [KnownSubjects.Restart.Command(KnownSubjects.Restart.Arguments, policy)])
        .Run("part", part.Subject.Name)
        .Add(Program)
        .ToString();

    /// <summary>What the program printed, for people: of each file, and of a restart that it made.</summary>
    public static IEnumerable<Message> Sentences(ScriptReply undone) => undone.Text
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(Sentence);

    /// <summary>The restart of Asterisk that the program made; null where it made none.</summary>
    public static Step.Activated? Restart(ScriptReply undone) => Restart(undone.Value("restarted"));

    /// <param name="channels">How many channels it met, or a word where that was not known; null where none was made.</param>
    public static Step.Activated? Restart(string? channels) => channels is null
        ? null
        : new Step.Activated(KnownSubjects.Restart, StepResult.Done, $"done, to roll back a change")
        {
            Undoes = true,
            Channels = Count(channels),
        };

    /// <summary>The same for people.</summary>
    public static Message Restarted(string channels) => Count(channels) switch
    {
        1 => $"Asterisk restarted while 1 channel was up",
        { } count => $"Asterisk restarted while {count} channels were up",
        null => (Message)$"Asterisk restarted while an unknown number of channels was up",
    };

    private static Message Sentence(string line) => line.Split('=', 2) switch
    {
        ["restored", var path] => $"{path} restored",
        ["removed", var path] => $"{path} removed",
        ["emptied", var path] => $"{path} emptied",
        ["kept", var path] => $"{path} left as somebody changed it later",
        ["failed", var path] => $"{path} not restored",
        ["restarted", var channels] => Restarted(channels),
        _ => Message.Verbatim(line),
    };

    private static int? Count(string channels) =>
        int.TryParse(channels, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    // What the plan gives the reload of the part alone, whatever greater activation covers that; what it is given anyway where it has none.
    private static EquatableArray<string> Given(PlanPart part, Activation reload) =>
        part.Least.FirstOrDefault(a => a.Activation == reload)?.Arguments ?? reload.Arguments;
}
