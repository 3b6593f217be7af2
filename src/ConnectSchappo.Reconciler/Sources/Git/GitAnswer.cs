using System.Text;

namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>What a program said.</summary>
/// <param name="Overflowed">Whether it had more to say than it was allowed, and was ended.</param>
internal sealed record GitAnswer(int ExitCode, byte[] Output, string Errors, bool Overflowed)
{
    private const int MostReason = 600;

    public bool Succeeded => ExitCode == 0 && !Overflowed;

    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>Its complaint in one line, for a message: a remote may put anything there, so no control character is left of it; what matters stands at its end.</summary>
    public string Reason
    {
        get
        {
            var lines = Errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var text = new string([.. string.Join("; ", lines).TrimEnd('.').Where(c => !char.IsControl(c))]);
            return text.Length == 0 ? $"exit code {ExitCode}" : text.Length > MostReason ? "..." + text[^MostReason..] : text;
        }
    }
}
