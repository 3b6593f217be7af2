using System.Globalization;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Values;

/// <summary>
/// Whether a text is a value of an option. Asterisk itself says little: of a wrong word or number it keeps the old object, and at the
/// next start it has none; a wrong yes or no is silently no (experiment, 16.28).
/// </summary>
internal static class OptionValue
{
    /// <summary>What the option takes instead, as a sentence; null where the text is a value of it.</summary>
    public static Message? Refusal(Option option, string text) => option.Type switch
    {
        OptionType.YesNo => YesNo.Read(text) is null ? (Message)$"Write `yes` or `no`: Asterisk would silently read this as no." : null,
        OptionType.Integer => Integer(option, text),
        OptionType.Decimal => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? null
            : (Message)$"Write a number, for example `3.0`.",
        OptionType.Word => Word(option, text),
        OptionType.Words => text.Split(',', StringSplitOptions.TrimEntries).Select(w => Word(option, w)).FirstOrDefault(r => r is not null),
        OptionType.Codecs => Codecs(option.Words, text),
        OptionType.Text or OptionType.Ignored => null,
        _ => throw new ArgumentOutOfRangeException(nameof(option), option.Type, null),
    };

    private static Message? Integer(Option option, string text)
    {
        // strtol with base 0 (main/config.c, ast_parse_arg): a leading 0 makes it octal, 0x hexadecimal.
        if (text is ['0', _, ..])
        {
            return $"Write it without the leading 0: parts of Asterisk read such a number as octal.";
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= (option.Least ?? int.MinValue) && number <= (option.Most ?? (option.Least >= 0 ? uint.MaxValue : int.MaxValue))
            ? null
            : (option.Least, option.Most) switch
            {
                ({ } least, { } most) => $"Write a whole number from {least} to {most}.",
                ({ } least, null) => $"Write a whole number, at least {least}.",
                (null, { } most) => $"Write a whole number, at most {most}.",
                _ => (Message)$"Write a whole number.",
            };
    }

    private static Message? Word(Option option, string text)
    {
        // Where yes and no are among the words, their handlers ask ast_true and ast_false, which know more spellings.
        if (option.Words.Contains(text)
            || (option.Words.Contains("yes") && option.Words.Contains("no") && YesNo.Read(text) is not null))
        {
            return null;
        }

        // The one that everybody brings along from chan_sip.
        var meant = text.Equals("rfc2833", StringComparison.OrdinalIgnoreCase) && option.Words.Contains("rfc4733")
            ? Spelling.DidYouMean("rfc4733")
            : Spelling.Hint(text, option.Words);
        return ((Message)$"Write {Shown.Choice(option.Words)}.").After(meant);
    }

    private static Message? Codecs(EquatableArray<string> known, string text)
    {
        foreach (var item in text.AsSpan().Split(','))
        {
            var name = text.AsSpan(item).Trim();
            name = name.StartsWith('!') ? name[1..] : name;

            // A number of milliseconds may follow a colon, in Asterisk's own words a framing: ulaw:20.
            if (name.IndexOf(':') is >= 0 and var colon && name[(colon + 1)..] is { IsEmpty: false } framing
                && !framing.ContainsAnyExceptInRange('0', '9'))
            {
                name = name[..colon];
            }

            if (name is not "all" && !IsAmong(known, name))
            {
                return ((Message)$"`{Shown.Text(name.ToString())}` is not a codec.").Then(Spelling.Hint(name.ToString(), known));
            }
        }

        return null;
    }

    private static bool IsAmong(EquatableArray<string> words, ReadOnlySpan<char> text)
    {
        foreach (var word in words)
        {
            if (text.SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }
}
