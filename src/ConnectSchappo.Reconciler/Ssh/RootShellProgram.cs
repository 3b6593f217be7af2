using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// What runs on the box as root, in any POSIX sh with coreutils (8.22 or later): it reads a mark, then for each script a line
/// with its number, two lengths in bytes and two times in seconds, the script, and the script's input.
/// </summary>
internal static class RootShellProgram
{
    /// <summary>The longest script, in bytes: Linux takes no longer variable (MAX_ARG_STRLEN is 131072).</summary>
    public const int LongestScript = 120_000;

    /// <summary>The program itself, which stands on a command line: root-shell.sh says why.</summary>
    internal static string Loop { get; } = ShellFile.Beside(typeof(RootShellProgram), "root-shell.sh").Text;

    /// <summary>The command line for an exec channel.</summary>
    public static string CommandLine { get; } =
        LoginShell.CommandLine("sh", "-c", ShellFile.Beside(typeof(RootShellProgram), "become-root.sh").Text, "reconciler", Loop);
}
