using System.Globalization;
using System.Text;

namespace ConnectSchappo.Reconciler.Core.Tests.Conf;

/// <summary>
/// The text of a case: as it stands, or <c>escaped</c>, where line feeds of the case file mean nothing and <c>\n \r \t \0 \\
/// \xNN</c> stand for bytes, and <c>\{x*80}</c> for eighty of them.
/// </summary>
internal static class CaseText
{
    public static byte[] Unescape(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
            {
                continue;
            }

            if (c != '\\')
            {
                bytes.Add((byte)c);
                continue;
            }

            switch (text[++i])
            {
                case 'n': bytes.Add((byte)'\n'); break;
                case 'r': bytes.Add((byte)'\r'); break;
                case 't': bytes.Add((byte)'\t'); break;
                case '0': bytes.Add(0); break;
                case '\\': bytes.Add((byte)'\\'); break;
                case 'x':
                    bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    i += 2;
                    break;
                case '{':
                    var end = text.IndexOf('}', i);
                    bytes.AddRange(Enumerable.Repeat(
                        (byte)text[i + 1], int.Parse(text.AsSpan(i + 3, end - i - 3), CultureInfo.InvariantCulture)));
                    i = end;
                    break;
                default:
                    throw new FormatException($"No escape: {text[i - 1]}{text[i]}");
            }
        }

        return [.. bytes];
    }

    /// <summary>A line as it stands if it can be read, otherwise escaped behind a tilde.</summary>
    public static string Show(string raw) =>
        raw.All(c => c is >= ' ' and < '\u007f')
            ? raw
            : string.Concat(raw.Select(c => c is >= ' ' and < '\u007f' and not '\\' ? c.ToString() : c == '\\' ? "\\\\" : $"\\x{(int)c:x2}")
                .Prepend("~"));

    public static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);
}
