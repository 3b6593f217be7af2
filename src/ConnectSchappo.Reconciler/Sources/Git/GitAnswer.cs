using System.Text;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>What git, or a program that it verifies with, left.</summary>
/// <param name="Overflowed">Whether it printed more than it was allowed, and was killed.</param>
internal sealed record GitAnswer(int ExitCode, byte[] Output, string Errors, bool Overflowed)
{
    private const int MostReason = 600;

    // As the system reports it of git, and as git reports it of a program that it had started.
    private const int Killed = 128 + 9;
    private const string ItsProgramWasKilled = "died of signal 9";

    public bool Succeeded => ExitCode == 0 && !Overflowed;

    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>
    /// Its complaint in one line, for a message: a remote may put anything there, so no control character is left of it; what matters
    /// stands at its end.
    /// </summary>
    public Message Reason
    {
        get
        {
            var lines = Errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var text = new string([.. string.Join("; ", lines).TrimEnd('.').Where(c => !char.IsControl(c))]);
            text = text.Length > MostReason ? "..." + text[^MostReason..] : text;
            if (ExitCode == Killed || text.Contains(ItsProgramWasKilled, StringComparison.Ordinal))
            {
                Message killed = $"git was killed (signal 9), by a person or because memory ran out (see journalctl -k)";
                return text.Length == 0 ? killed : $"{killed}. Its last output: {text}";
            }

            return text.Length == 0 ? $"exit code {ExitCode}" : Message.Verbatim(text);
        }
    }
}
