using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// The commands that make a change effective. Their exit status says only whether they could be given: Asterisk answers 0 and
/// "reloaded successfully" whatever it did, so that what they did is judged by the next look at its memory.
/// </summary>
internal static class ActivationScripts
{
    private static readonly ShellFile Activate = ShellFile.Beside(typeof(ActivationScripts), "activate.sh");

    /// <summary>The function that prints what fail2ban objects to.</summary>
    public static ShellFile Fail2banErrors { get; } = ShellFile.Beside(typeof(ActivationScripts), "fail2ban-errors.sh");

    /// <summary>All functions that carry an activation out (<see cref="Activation.Command"/>).</summary>
    public static IReadOnlyList<ShellFile> Functions { get; } =
    [
        ShellFile.Beside(typeof(ActivationScripts), "commands.sh"),
        ShellFile.Beside(typeof(ActivationScripts), "asterisk-reload.sh"),
        ShellFile.Beside(typeof(ActivationScripts), "asterisk-start.sh"),
        Fail2banErrors,
        ShellFile.Beside(typeof(ActivationScripts), "fail2ban.sh"),
    ];

    /// <summary>
    /// An activation as a step of a transaction: only while the lock is ours, and with a mark in the journal of each part that it serves,
    /// for whoever must undo that.
    /// </summary>
    public static string Fenced(TransactionHead head, PlannedActivation step, Policy policy)
    {
        var script = JournalFunctions.Script(head)
            .Add(Functions)
            .Set("serves", string.Join(' ', step.Serves.Concat(step.Covers.SelectMany(c => c.Serves))))
            .Set("restarts", step.Activation.Undo == Undo.Restart ? string.Join(' ', step.Serves) : "");
        return LogWords.AddTo(script).Add(Activate).Run("activate", step.Activation.Command(step.Arguments, policy)).ToString();
    }
}
