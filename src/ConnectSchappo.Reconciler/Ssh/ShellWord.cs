namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>Quoting for a POSIX shell.</summary>
internal static class ShellWord
{
    /// <summary>The text as one word that the shell takes as it is. A NUL has no place in any word.</summary>
    public static string Quote(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? throw new ArgumentException("A shell's word cannot hold a NUL.", nameof(text))
        : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
