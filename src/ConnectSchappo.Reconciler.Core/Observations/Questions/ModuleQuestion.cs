using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Questions;

/// <summary>Whether a module runs. The exit status and ModuleCheck say nothing of a module that declined.</summary>
/// <param name="module">Its name without <c>.so</c>.</param>
/// <param name="what">What the answer tells, in a few words for a person.</param>
/// <param name="isNeeded">Whether without the answer nobody can say that a box is as wanted.</param>
public sealed class ModuleQuestion(string module, Message what, Func<DesiredBox, bool> isNeeded)
    : PrintedQuestion<ModuleStatus>(Command(module))
{
    public override Message What => what;

    internal override bool IsNeeded(DesiredBox box) => isNeeded(box);

    /// <summary>The command that tells it.</summary>
    internal static string Command(string module) => $"module show like {module}";

    /// <summary>Reads what <c>module show like NAME</c> prints.</summary>
    /// <returns>Unknown where the list has no end, which says how many modules it shows.</returns>
    internal static Fact<ModuleStatus> Read(IReadOnlyList<string> lines, string module)
    {
        if (!lines.Any(l => l.Contains("modules loaded", StringComparison.Ordinal)))
        {
            return Fact.Unknown<ModuleStatus>($"no answer to {Command(module)}");
        }

        var row = lines.FirstOrDefault(l => l.StartsWith(module, StringComparison.Ordinal));
        return row is null ? Fact.Known(ModuleStatus.Absent)
            : row.Contains(" Not Running", StringComparison.Ordinal) ? Fact.Known(ModuleStatus.NotRunning)
            : row.Contains(" Running", StringComparison.Ordinal) ? Fact.Known(ModuleStatus.Running)
            : Fact.Unknown<ModuleStatus>($"{Command(module)} does not say whether it runs");
    }

    private protected override Fact<ModuleStatus> Read(AsteriskCatalogue catalogue, IReadOnlyList<string> lines) => Read(lines, module);
}
