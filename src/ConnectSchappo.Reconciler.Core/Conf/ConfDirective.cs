using System.Text;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>A line that begins with <c>#</c>.</summary>
/// <param name="Kind">What it asks for, or null where Asterisk knows no such directive.</param>
/// <param name="Word">Its word as written.</param>
/// <param name="Target">What it names, without quotes, or null.</param>
internal readonly record struct ConfDirective(ConfIncludeKind? Kind, string Word, string? Target)
{
    public static ConfDirective Read(ReadOnlySpan<byte> text)
    {
        text = text[1..];

        // The word ends at the first byte that is not above a blank as a signed char: those above 127 end it too.
        var end = text.IndexOfAnyExceptInRange((byte)33, (byte)127);
        var word = Encoding.Latin1.GetString(end < 0 ? text : text[..end]);
        var argument = end < 0 ? default : ConfText.Strip(text[(end + 1)..]);
        ConfIncludeKind? kind = word.ToUpperInvariant() switch
        {
            "INCLUDE" => ConfIncludeKind.Include,
            "TRYINCLUDE" => ConfIncludeKind.TryInclude,
            "EXEC" => ConfIncludeKind.Exec,
            _ => null,
        };
        return new ConfDirective(kind, word, argument.IsEmpty ? null : ConfText.FromBytes(Unquoted(argument)));
    }

    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> name)
    {
        var quote = name[0] switch
        {
            (byte)'"' => (byte)'"',
            (byte)'<' => (byte)'>',
            _ => (byte)0,
        };
        return quote != 0 && name[^1] == quote ? name[Math.Min(1, name.Length)..Math.Max(1, name.Length - 1)] : name;
    }
}
