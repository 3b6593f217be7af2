using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ConnectSchappo.Reconciler.Shell;

/// <summary>
/// A file of shell that lies beside the class that uses it and is embedded in the program. On top of it stands its contract: what it needs,
/// gives and prints, and how it ends (docs/design.md).
/// </summary>
internal sealed partial class ShellFile
{
    private static readonly FrozenDictionary<string, ScriptExit> Named =
        Enum.GetValues<ScriptExit>().Where(e => e > ScriptExit.Done).ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    private ShellFile(string source)
    {
        Text = Dispensable().Replace(source, "");
        Exits = ExitName().Matches(Text).Select(m => Exit(m.Value)).ToFrozenSet();
    }

    /// <summary>
    /// What is sent to a box: the file without comments on lines of their own, empty lines and indentation. No file has such within a word
    /// or a here-document.
    /// </summary>
    public string Text { get; }

    /// <summary>The exit codes that it names.</summary>
    public IReadOnlySet<ScriptExit> Exits { get; }

    /// <param name="user">The class that it lies beside.</param>
    /// <param name="name">The file's name.</param>
    public static ShellFile Beside(Type user, string name) => new(TextBeside(user, name));

    /// <summary>The same for a file of another language: its text as it is.</summary>
    public static string TextBeside(Type user, string name)
    {
        using var stream = user.Assembly.GetManifestResourceStream(user, name)
            ?? throw new InvalidOperationException($"No {name} is embedded beside {user.FullName}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The variable in which a script has an exit code.</summary>
    public static string NameOf(ScriptExit exit) => "E_" + WordBegin().Replace(exit.ToString(), "_").ToUpperInvariant();

    private static ScriptExit Exit(string name) =>
        Named.TryGetValue(name, out var exit) ? exit : throw new InvalidOperationException($"{name} is no {nameof(ScriptExit)}.");

    [GeneratedRegex("^[ \t]*((#.*)?\n)?", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Dispensable();

    [GeneratedRegex(@"\bE_[A-Z0-9_]+", RegexOptions.None, 1000)]
    private static partial Regex ExitName();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])", RegexOptions.None, 1000)]
    private static partial Regex WordBegin();
}
