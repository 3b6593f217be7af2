using System.Text;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// A key and its value as a section holds them. Text is the file's bytes as UTF-8 where they are valid UTF-8, as Latin-1
/// otherwise, decided for each key and each value by itself; quotes are kept, since Asterisk's reader keeps them.
/// </summary>
/// <param name="Key">As written; Asterisk's modules compare it without regard to ASCII case.</param>
/// <param name="Value">Without surrounding blanks and comments; <c>\;</c> is read as <c>;</c>.</param>
/// <param name="Place">Where the line stands, be it in a template's section or in an included file.</param>
public sealed record ConfEntry(string Key, string Value, ConfPlace Place)
{
    /// <summary>The section that this came from by inheritance, or null where it stands in the section's own lines.</summary>
    public string? InheritedFrom { get; init; }

    /// <summary>The lines with <c>+=</c> that added to the value, in order.</summary>
    public EquatableArray<ConfPlace> AppendedAt { get; init; }

    /// <summary>Key and value a byte a character, where that differs from what is shown.</summary>
    internal ConfRawEntry? Raw { get; init; }

    /// <summary>Whether its value is UTF-8, so that what is shown is what Asterisk has.</summary>
    internal bool IsUtf8 => Raw is null || Encoding.UTF8.GetByteCount(Value) == Raw.Value.Length;

    internal string RawKey => Raw?.Key ?? Key;

    internal string RawValue => Raw?.Value ?? Value;

    internal static ConfEntry FromRaw(string key, string value, ConfPlace place)
    {
        var (shownKey, shownValue) = (ConfText.Decode(key), ConfText.Decode(value));
        return new ConfEntry(shownKey, shownValue, place)
        {
            Raw = ReferenceEquals(key, shownKey) && ReferenceEquals(value, shownValue) ? null : new ConfRawEntry(key, value),
        };
    }
}
