namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>Reads what <c>module show like NAME</c> prints. The exit status and ModuleCheck say nothing of a module that declined.</summary>
public static class ModuleListText
{
    /// <returns>Unknown where the list has no end, which says how many modules it shows.</returns>
    public static Fact<ModuleStatus> Parse(IReadOnlyList<string> lines, string module)
    {
        if (!lines.Any(l => l.Contains("modules loaded", StringComparison.Ordinal)))
        {
            return Fact.Unknown<ModuleStatus>($"no answer to module show like {module}");
        }

        var row = lines.FirstOrDefault(l => l.StartsWith(module, StringComparison.Ordinal));
        return row is null ? Fact.Known(ModuleStatus.Absent)
            : row.Contains(" Not Running", StringComparison.Ordinal) ? Fact.Known(ModuleStatus.NotRunning)
            : row.Contains(" Running", StringComparison.Ordinal) ? Fact.Known(ModuleStatus.Running)
            : Fact.Unknown<ModuleStatus>($"module show like {module} does not say whether it runs");
    }
}
