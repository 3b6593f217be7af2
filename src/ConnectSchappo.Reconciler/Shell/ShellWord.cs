namespace ConnectSchappo.Reconciler.Shell;

/// <summary>Quoting for a POSIX shell: whatever goes into a script from here goes through it.</summary>
internal static class ShellWord
{
    /// <summary>The text as one word that the shell takes as it is. A NUL has no place in any word.</summary>
    public static string Quote(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? throw new ArgumentException("A shell's word cannot hold a NUL.", nameof(text))
        : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>The same, but that the shell expands each star in it to the paths that there are.</summary>
    public static string Pattern(string glob) => string.Join('*', glob.Split('*').Select(part => part.Length == 0 ? "" : Quote(part)));
}
