namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>Reads what <c>module show like NAME</c> prints. The exit status and ModuleCheck say nothing of a module that declined.</summary>
public static class ModuleListText
{
    /// <summary>Whether it is the list at all: it ends with a count, of none too.</summary>
    public static bool Tells(IEnumerable<string> lines) => lines.Any(l => l.Contains("modules loaded", StringComparison.Ordinal));

    public static ModuleStatus Parse(IEnumerable<string> lines, string module)
    {
        var row = lines.FirstOrDefault(l => l.StartsWith(module, StringComparison.Ordinal));
        if (row is null)
        {
            return ModuleStatus.Absent;
        }

        return row.Contains(" Not Running", StringComparison.Ordinal) ? ModuleStatus.NotRunning
            : row.Contains(" Running", StringComparison.Ordinal) ? ModuleStatus.Running
            : ModuleStatus.NotRunning;
    }
}
