using System.Text;

namespace ConnectSchappo.Reconciler.Boxes;

/// <summary>What a script on a box left: its exit code, what it printed, and its diagnostics.</summary>
internal sealed record ScriptReply(int ExitCode, ReadOnlyMemory<byte> Output, string Errors)
{
    public ScriptReply(int exitCode, string text, string errors)
        : this(exitCode, Encoding.UTF8.GetBytes(text), errors)
    {
    }

    /// <summary>What it printed as UTF-8 text, made anew each time: what may be large is better read from <see cref="Output"/>.</summary>
    public string Text => Encoding.UTF8.GetString(Output.Span);
}
