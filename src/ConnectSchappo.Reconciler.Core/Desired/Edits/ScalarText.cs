using System.Globalization;
using System.Text;
using YamlDotNet.Core;

namespace ConnectSchappo.Reconciler.Core.Desired.Edits;

/// <summary>Writes a text as a single value of YAML, as the file's own hand would.</summary>
internal static class ScalarText
{
    // YAML reads these as nothing, or begins something else with them.
    private static readonly string[] Nothing = ["", "~", "null", "Null", "NULL"];
    private const string Indicators = "-?:,[]{}#&*!|>'\"%@`";

    /// <param name="value">The text, on one line.</param>
    /// <param name="style">The quotes that are preferred; without quotes only where the text stays the same without them.</param>
    /// <param name="isFlow">Whether it stands in brackets or braces.</param>
    public static string Of(string value, ScalarStyle style, bool isFlow)
    {
        if (style is ScalarStyle.DoubleQuoted || value.Any(char.IsControl))
        {
            return Double(value);
        }

        if (style is ScalarStyle.SingleQuoted)
        {
            return Single(value);
        }

        return IsPlain(value, isFlow) ? value
            : value.Contains('"', StringComparison.Ordinal) || value.Contains('\\', StringComparison.Ordinal) ? Single(value)
            : Double(value);
    }

    private static bool IsPlain(string value, bool isFlow) =>
        !Nothing.Contains(value, StringComparer.Ordinal)
        && !char.IsWhiteSpace(value[0]) && !char.IsWhiteSpace(value[^1])
        && (!Indicators.Contains(value[0], StringComparison.Ordinal) || (value is ['-', >= '0' and <= '9', ..] && !isFlow))
        && !value.Contains(": ", StringComparison.Ordinal) && !value.EndsWith(':') && !value.Contains(" #", StringComparison.Ordinal)
        && !(isFlow && value.AsSpan().ContainsAny(",[]{}"))
        && value is not ("---" or "...") && !value.Any(char.IsSurrogate);

    private static string Single(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Double(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(c) => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
