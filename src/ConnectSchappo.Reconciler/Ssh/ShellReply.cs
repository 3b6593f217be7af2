using System.Text;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>What a script on the box left: its exit code, its output as bytes, and its diagnostics as text.</summary>
internal sealed record ShellReply(int ExitCode, ReadOnlyMemory<byte> Output, string Errors)
{
    /// <summary>The output as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Output.Span);
}
