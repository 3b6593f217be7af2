using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// The script that puts the staged files in place: first the watchdog, then each file by one rename, and only if it is still the one
/// that the plan saw. Between any two commands a file is wholly old or wholly new, and the old one stays at hand under another name.
/// </summary>
internal static class SwapScript
{
    /// <summary>How often the watchdog looks whether a part is due to be undone, at the most.</summary>
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(15);

    private static readonly ShellFile Swap = ShellFile.Beside(typeof(SwapScript), "swap.sh");

    /// <param name="head">The transaction.</param>
    /// <param name="parts">The parts that were begun.</param>
    /// <param name="within">How long the watchdog waits for us.</param>
    public static string Text(TransactionHead head, IReadOnlyCollection<PlanPart> parts, TimeSpan within) => PartScript.Text(
        JournalFunctions.Script(head)
            .Set("every", (long)Math.Round((within < Watch ? within : Watch).TotalSeconds))
            .Set("armed", parts.Any(p => p.HasEdits))
            .Add(Swap),
        "swap_open",
        "swap",
        parts.Select(p => new PartWork(p.Subject, [("depends", string.Join(' ', p.After))])),
        "let_go");
}
