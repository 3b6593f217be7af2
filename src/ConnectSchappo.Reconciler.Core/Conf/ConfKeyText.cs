namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>A line of key and value taken apart by itself.</summary>
/// <param name="Key">Without its escape; for <c>key+=more</c> without the plus.</param>
/// <param name="Value">Without blanks.</param>
internal readonly record struct ConfKeyText(string Key, string Value)
{
    /// <summary>Null where Asterisk ignores the line or is cut by it.</summary>
    public static ConfKeyText? Read(ReadOnlySpan<byte> text)
    {
        var from = text.StartsWith((byte)'\\') ? 1 : 0;
        text = text[from..];
        var equals = from > text.Length ? -1 : text[from..].IndexOf((byte)'=') + from;
        if (equals < from)
        {
            return null;
        }

        var isAppend = equals > from && text[equals - 1] == '+';
        var key = ConfText.Strip(text[..(isAppend ? equals - 1 : equals)]);
        var value = text[(equals + 1)..];
        value = !isAppend && value.StartsWith((byte)'>') ? value[1..] : value;
        return key.IsEmpty ? null : new ConfKeyText(ConfText.FromBytes(key), ConfText.FromBytes(ConfText.Strip(value)));
    }
}
