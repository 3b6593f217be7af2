using System.Globalization;
using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Desired.Values;

/// <summary>
/// Whether a text is a value of an option. Asterisk itself says little: of a wrong word or number it keeps the old object, and at the
/// next start it has none; a wrong yes or no is silently no (experiment, 16.28).
/// </summary>
internal static class OptionValue
{
    /// <summary>What the option takes instead, as a sentence; null where the text is a value of it.</summary>
    public static string? Refusal(Option option, string text) => option.Type switch
    {
        OptionType.YesNo => YesNo.Read(text) is null ? "It is `yes` or `no`; Asterisk would take this for no, and say nothing." : null,
        OptionType.Integer => Integer(option, text),
        OptionType.Decimal => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? null : "It is a number, as in `3.0`.",
        OptionType.Word => Word(option, text),
        OptionType.Words => text.Split(',', StringSplitOptions.TrimEntries).Select(w => Word(option, w)).FirstOrDefault(r => r is not null),
        OptionType.Codecs => Codecs(option.Words, text),
        OptionType.Text or OptionType.Ignored => null,
        _ => throw new ArgumentOutOfRangeException(nameof(option), option.Type, null),
    };

    private static string? Integer(Option option, string text)
    {
        // strtol with base 0 (main/config.c, ast_parse_arg): a leading 0 makes it octal, 0x hexadecimal.
        if (text is ['0', _, ..])
        {
            return "With a leading 0 parts of Asterisk read it as octal; write it without.";
        }

        var range = (option.Least, option.Most) switch
        {
            ({ } least, { } most) => $" from {least} to {most}",
            ({ } least, null) => $", at least {least}",
            (null, { } most) => $", at most {most}",
            _ => "",
        };
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= (option.Least ?? int.MinValue) && number <= (option.Most ?? (option.Least >= 0 ? uint.MaxValue : int.MaxValue))
            ? null
            : $"It is a whole number{range}.";
    }

    private static string? Word(Option option, string text)
    {
        // Where yes and no are among the words, their handlers ask ast_true and ast_false, which know more spellings.
        if (option.Words.Contains(text)
            || (option.Words.Contains("yes") && option.Words.Contains("no") && YesNo.Read(text) is not null))
        {
            return null;
        }

        // The one that everybody brings along from chan_sip.
        var nearest = text.Equals("rfc2833", StringComparison.OrdinalIgnoreCase) && option.Words.Contains("rfc4733") ? "rfc4733" : Spelling.Nearest(text, option.Words);
        return (nearest is null ? "" : $"Did you mean `{nearest}`? ") + $"It is {Shown.Choice(option.Words)}.";
    }

    private static string? Codecs(EquatableArray<string> known, string text)
    {
        foreach (var item in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var name = item.StartsWith('!') ? item[1..] : item;
            // A number of milliseconds may follow a colon, in Asterisk's own words a framing: ulaw:20.
            if (name.Split(':') is [var framed, { Length: > 0 } framing] && framing.All(char.IsAsciiDigit))
            {
                name = framed;
            }

            if (name != "all" && !known.Contains(name))
            {
                var nearest = Spelling.Nearest(name, known);
                return $"`{Shown.Text(name)}` is no codec." + (nearest is null ? "" : $" Did you mean `{nearest}`?");
            }
        }

        return null;
    }
}
