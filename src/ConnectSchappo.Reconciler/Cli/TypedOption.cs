using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ConnectSchappo.Reconciler.Core.Desired.Values;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Options that take more than any text. What is none of it is told by the option's name and by what it takes.</summary>
internal static class TypedOption
{
    /// <summary>The longest that somebody waits for a daemon: a timer holds no more than 49 days.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromDays(31);

    /// <summary>An option for one of the words that an enumeration has, in whatever case.</summary>
    public static Option<T> Word<T>(string name, string description, T fallback)
        where T : struct, Enum => new(name)
    {
        HelpName = Choice<T>(),
        Description = description,
        DefaultValueFactory = _ => fallback,
        CustomParser = result => Read(result, name, ReadWord<T>, $"one of {Choice<T>()}"),
    };

    /// <summary>An option for a whole number between two others.</summary>
    public static Option<int> Whole(string name, string value, string description, int fallback, int least, int most) => new(name)
    {
        HelpName = value,
        Description = $"{description} Default: {fallback}.",
        DefaultValueFactory = _ => fallback,
        CustomParser = result => Read(result, name, text => ReadWhole(text, least, most), $"a whole number from {least} to {most}"),
    };

    /// <summary>An option for a duration of at most <see cref="LongestWait"/>.</summary>
    public static Option<TimeSpan> Duration(string name, string description, string fallback) => new(name)
    {
        HelpName = "DURATION",
        Description = $"{description}, as in 90s or 10m. Default: {fallback}.",
        DefaultValueFactory = _ => DurationText.Read(fallback)!.Value,
        CustomParser = result => Read<TimeSpan>(
            result, name, text => DurationText.Read(text) is { } read && read <= LongestWait ? read : null, $"a duration of at most {LongestWait.TotalDays} days, as in 90s or 10m"),
    };

    /// <summary>Refuses an empty text, which is what a script's empty variable comes to, and one with a NUL, which no program takes.</summary>
    /// <param name="name">Of the option or the argument.</param>
    /// <param name="takes">What it takes, as the help calls it.</param>
    public static Action<SymbolResult> IsText(string name, string takes) => result =>
    {
        if (result.Tokens is [{ Value: var given }] && !IsText(given))
        {
            result.AddError($"{name} takes {takes}; `{given}` is none.");
        }
    };

    public static bool IsText(string text) => text.Trim().Length > 0 && !text.Contains('\0', StringComparison.Ordinal);

    /// <summary>What the command line gives, or the error that says what the option takes.</summary>
    public static T Read<T>(ArgumentResult result, string name, Func<string, T?> read, string takes)
        where T : struct
    {
        var given = result.Tokens.Count == 1 ? result.Tokens[0].Value : null;
        if (given is not null && read(given) is { } value)
        {
            return value;
        }

        result.AddError(given is null ? $"{name} takes {takes}." : $"{name} is {takes}; `{given}` is none.");
        return default;
    }

    public static T? ReadWord<T>(string text)
        where T : struct, Enum => Enum.GetNames<T>().Any(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) ? Enum.Parse<T>(text, ignoreCase: true) : null;

    /// <summary>A number, whole or not, between two others.</summary>
    public static double? ReadNumber(string text, double least, double most) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number : null;

    private static int? ReadWhole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static string Choice<T>()
        where T : struct, Enum => string.Join('|', Enum.GetNames<T>()).ToLowerInvariant();
}
