using ConnectSchappo.Reconciler.Boxes.Tests.Lab;

namespace ConnectSchappo.Reconciler.Benchmarks.Lab;

/// <summary>Commands of this host whose failure ends the comparison.</summary>
internal static class Shell
{
    /// <exception cref="InvalidOperationException">It failed; with what it printed.</exception>
    public static async Task<CommandResult> Must(TimeSpan deadline, params string[] command)
    {
        var result = await Command.Run(deadline, command[0], command[1..]);
        return result.ExitCode == 0 ? result : throw new InvalidOperationException($"{string.Join(' ', command)}\n{result.All}");
    }
}
