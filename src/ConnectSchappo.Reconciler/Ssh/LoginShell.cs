using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// Command lines for exec channels. sshd gives them to the account's login shell, and that need not be a POSIX shell: tcsh and fish take
/// these alike.
/// </summary>
/// <remarks>
/// Where the shells differ, tried with tcsh 6.24 and fish 3.6: tcsh ends a quoted word at the end of a line, and replaces <c>!</c> before
/// most characters in single quotes too; fish takes <c>\\</c> and <c>\'</c> in single quotes for one character.
/// </remarks>
internal static partial class LoginShell
{
    private static readonly string Program = ShellFile.Beside(typeof(LoginShell), "login-shell.sh").Text.TrimEnd('\n');

    /// <summary>One line that runs a command in the place of the login shell.</summary>
    /// <param name="words">The command and its words. Line ends at the end of a word are lost.</param>
    /// <exception cref="ArgumentException">A word holds what not every login shell reads alike.</exception>
    public static string CommandLine(params string[] words) =>
        Array.Find(words, word => Ambiguous().IsMatch(word)) is { } word
            ? throw new ArgumentException($"Not every login shell reads this alike: {word}", nameof(words))
            : ShellScript.Command("exec sh -c", [Program, "reconciler", .. words.Select(w => w.Replace('\n', '\t'))]);

    [GeneratedRegex(@"\t|\\[\\']|\\$|![^ \n=]", RegexOptions.None, 1000)]
    private static partial Regex Ambiguous();
}
