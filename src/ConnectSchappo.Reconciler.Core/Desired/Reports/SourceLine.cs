using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Desired.Reports;

/// <summary>A line of the file as it can be shown: cut to what fits, harmless to a terminal, and without secrets.</summary>
internal static class SourceLine
{
    private const int Width = 100;

    /// <summary>After it stands a secret's name.</summary>
    private const string Reference = "secret";

    /// <summary>The line and, from 0, where its caret belongs.</summary>
    public static (string Shown, int Caret) Show(string line, Problem problem)
    {
        var column = Math.Clamp(problem.Place.Column - 1, 0, line.Length);
        var masked = Masked(line, problem.Code == ProblemKinds.PlainSecret.Code ? column : line.Length);
        var start = column < Width - 20 ? 0 : column - (Width / 2);
        var end = Math.Min(masked.Length, start + Width);
        var cut = start < masked.Length ? masked[start..end] : "";
        var shown = string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is >= '\u2028' and <= '\u202e' ? ' ' : c));
        return ((start > 0 ? "…" : "") + shown.TrimEnd() + (end < masked.Length ? "…" : ""), column - start + (start > 0 ? 1 : 0));
    }

    /// <summary>
    /// Everything from the first secret on is masked, since where a secret ends depends on its quotes; a map there is a reference and
    /// stays.
    /// </summary>
    private static string Masked(string line, int secret)
    {
        foreach (var key in SecretNames.Always.Where(n => n != Reference))
        {
            for (var at = line.IndexOf(key, StringComparison.OrdinalIgnoreCase); at >= 0;
                at = line.IndexOf(key, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                var rest = line.AsSpan(at + key.Length).TrimStart("\"' ");
                if (rest is [':', ..] && rest[1..].TrimStart() is var value && value is not ([] or ['{', ..]))
                {
                    secret = Math.Min(secret, line.Length - value.Length);
                }
            }
        }

        return secret < line.Length ? line[..secret] + Secret.Mask : line;
    }
}
