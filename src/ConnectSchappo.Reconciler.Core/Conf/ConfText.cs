using System.Text;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// How bytes of a file become text and back. Asterisk knows bytes only; inside the reader a string holds one byte a character
/// (Latin-1), so that every comparison is the one that Asterisk makes, and becomes UTF-8 at the border where it is valid.
/// </summary>
internal static class ConfText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Compares as strcasecmp does in the C locale, which Asterisk never leaves: only A to Z and a to z are folded.</summary>
    public static IEqualityComparer<string> IgnoreAsciiCase { get; } = new AsciiCaseComparer();

    public static string FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes))
        {
            return Encoding.Latin1.GetString(bytes);
        }

        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
    }

    /// <summary>The public form of a string that holds a byte a character.</summary>
    public static string Decode(string raw) => Ascii.IsValid(raw) ? raw : FromBytes(Encoding.Latin1.GetBytes(raw));

    /// <summary>Text that goes into a file, as UTF-8.</summary>
    public static byte[] ToBytes(string text) => Utf8.GetBytes(text);

    public static bool EqualsIgnoreCase(string left, string right) => IgnoreAsciiCase.Equals(left, right);

    /// <summary>Cuts what Asterisk's ast_strip cuts: every byte below 33, vertical tabs and the like included.</summary>
    public static ReadOnlySpan<byte> Strip(ReadOnlySpan<byte> text)
    {
        var start = 0;
        while (start < text.Length && text[start] < 33)
        {
            start++;
        }

        var end = text.Length;
        while (end > start && text[end - 1] < 33)
        {
            end--;
        }

        return text[start..end];
    }

    private sealed class AsciiCaseComparer : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y)
        {
            if (x is null || y is null || x.Length != y.Length)
            {
                return ReferenceEquals(x, y);
            }

            for (var i = 0; i < x.Length; i++)
            {
                if (x[i] != y[i] && Lower(x[i]) != Lower(y[i]))
                {
                    return false;
                }
            }

            return true;
        }

        public int GetHashCode(string obj)
        {
            var hash = 5381u;
            foreach (var c in obj)
            {
                hash = (hash * 33) ^ Lower(c);
            }

            return (int)hash;
        }

        private static char Lower(char c) => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
    }
}
