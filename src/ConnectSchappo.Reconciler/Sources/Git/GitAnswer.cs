using System.Text;

namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>What a program said.</summary>
/// <param name="Overflowed">Whether it had more to say than it was allowed, and was ended.</param>
internal sealed record GitAnswer(int ExitCode, byte[] Output, string Errors, bool Overflowed)
{
    private const int MostReason = 600;

    // As the system tells it of git, and as git tells it of a program that it had started.
    private const int Killed = 128 + 9;
    private const string ItsProgramWasKilled = "died of signal 9";

    private const string ByWhom = "git was killed (signal 9), by a person or for want of memory: journalctl -k tells";

    public bool Succeeded => ExitCode == 0 && !Overflowed;

    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>Its complaint in one line, for a message: a remote may put anything there, so no control character is left of it; what matters stands at its end.</summary>
    public string Reason
    {
        get
        {
            var lines = Errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var text = new string([.. string.Join("; ", lines).TrimEnd('.').Where(c => !char.IsControl(c))]);
            text = text.Length > MostReason ? "..." + text[^MostReason..] : text;
            if (ExitCode == Killed || text.Contains(ItsProgramWasKilled, StringComparison.Ordinal))
            {
                text = text.Length == 0 ? ByWhom : $"{ByWhom}. It had said: {text}";
            }

            return text.Length == 0 ? $"exit code {ExitCode}" : text;
        }
    }
}
