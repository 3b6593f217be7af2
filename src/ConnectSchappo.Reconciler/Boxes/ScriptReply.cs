using System.Globalization;
using System.Text;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Boxes;

/// <summary>What a script on a box left: how it ended, what it printed, and its diagnostics.</summary>
internal sealed record ScriptReply(int ExitCode, ReadOnlyMemory<byte> Output, string Errors)
{
    public ScriptReply(int exitCode, string text, string errors)
        : this(exitCode, Encoding.UTF8.GetBytes(text), errors)
    {
    }

    /// <summary>What it printed as UTF-8 text, made anew each time: what may be large is better read from <see cref="Output"/>.</summary>
    public string Text => Encoding.UTF8.GetString(Output.Span);

    /// <summary>Its last word, of its diagnostics where it has any: not what a program that it ran said before.</summary>
    public string LastWord =>
        (Errors.Length > 0 ? Errors : Text).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault("");

    /// <summary>What it printed last as <c>KEY=VALUE</c>; null where it did not.</summary>
    public string? Value(string key) =>
        Text.Split('\n').LastOrDefault(l => l.StartsWith($"{key}=", StringComparison.Ordinal))?[(key.Length + 1)..];

    /// <summary>The same reply, where the script came to its good end.</summary>
    /// <exception cref="BoxFailure">It did not.</exception>
    public ScriptReply WhenDone() => ExitCode == (int)ScriptExit.Done ? this : throw Unforeseen();

    /// <summary>The failure of a script that ended, or printed, as it should not.</summary>
    public BoxFailure Unforeseen() => new(
        BoxFailureKind.Unexpected,
        string.Create(CultureInfo.InvariantCulture, $"A script on the box ended with exit code {ExitCode} and {(LastWord is { Length: > 0 } said ? $"said \"{said}\"" : "said nothing")}: that is not foreseen."));
}
