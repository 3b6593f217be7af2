using System.Text;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Boxes;

/// <summary>What a script on a box left: how it ended, what it printed, and its diagnostics.</summary>
internal sealed record ScriptReply(ScriptExit Exit, ReadOnlyMemory<byte> Output, string Errors)
{
    private const int LongestBrief = 400;

    public ScriptReply(ScriptExit exit, string text, string errors)
        : this(exit, Encoding.UTF8.GetBytes(text), errors)
    {
    }

    /// <summary>What a script left that ended by this number.</summary>
    /// <exception cref="BoxFailure">No script of ours ends by it.</exception>
    public static ScriptReply Of(int exitCode, ReadOnlyMemory<byte> output, string errors)
    {
        var reply = new ScriptReply((ScriptExit)exitCode, output, errors);
        return Enum.IsDefined(reply.Exit) ? reply : throw reply.Unforeseen();
    }

    /// <summary>What it printed as UTF-8 text, made anew each time: what may be large is better read from <see cref="Output"/>.</summary>
    public string Text => Encoding.UTF8.GetString(Output.Span);

    /// <summary>Why it has no output of its own; null where it has one.</summary>
    public Message? Reason { get; init; }

    /// <summary>What it printed of its failure, in one line: its own last word, not what a program that it ran printed before.</summary>
    public Message Brief
    {
        get
        {
            var last = (Errors.Length > 0 ? Errors : Text)
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault("");
            return Reason ?? (last.Length == 0 ? $"no output" : Message.Verbatim(last.Length > LongestBrief ? last[..LongestBrief] : last));
        }
    }

    /// <summary>What it printed last as a line <c>KEY=VALUE</c>; null where it did not.</summary>
    public string? Value(string key) => Lines().LastOrDefault(l => Is(key, l))?[(key.Length + 1)..];

    /// <summary>The same reply without its lines of that key.</summary>
    public ScriptReply Without(string key) =>
        this with { Output = Encoding.UTF8.GetBytes(string.Join('\n', Lines().Where(l => !Is(key, l)))) };

    /// <summary>The same reply, where the script came to its good end.</summary>
    /// <exception cref="BoxFailure">It did not.</exception>
    public ScriptReply WhenDone() => Exit == ScriptExit.Done ? this : throw Unforeseen();

    /// <summary>The failure of a script that ended, or printed, as nobody expects of it.</summary>
    public BoxFailure Unforeseen() => new(
        BoxFailureKind.Unexpected,
        $"A script on the box ended with the unexpected exit code {(int)Exit}: {Brief}");

    private string[] Lines() => Text.Split('\n');

    private static bool Is(string key, string line) => line.StartsWith($"{key}=", StringComparison.Ordinal);
}
