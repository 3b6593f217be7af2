using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ConnectSchappo.Reconciler.Core.Desired.Values;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Options that take more than any text. The error for a wrong value names the option and what it must be.</summary>
internal static class TypedOption
{
    /// <summary>The longest that somebody waits for a daemon: a timer holds no more than 49 days.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromDays(31);

    /// <summary>An option for one of the words that an enumeration has, in whatever case.</summary>
    public static Option<T> Word<T>(string name, string description, T fallback, params string[] aliases)
        where T : struct, Enum => new(name, aliases)
    {
        HelpName = string.Join('|', Names<T>()),
        Description = description,
        DefaultValueFactory = _ => fallback,
        CustomParser = result => Read(result, name, ReadWord<T>, Either(Names<T>())),
    };

    /// <summary>An argument that is one of a few words.</summary>
    public static Argument<string> Word(string name, string description, params IReadOnlyList<string> words)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && !words.Contains(given, StringComparer.Ordinal))
            {
                result.AddError(Wrong(name, given, Either(words)));
            }
        });
        argument.CompletionSources.Add(_ => words);
        return argument;
    }

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
            result, name, text => DurationText.Read(text) is { } read && read <= LongestWait ? read : null,
            $"a duration of at most {LongestWait.TotalDays} days (90s, 10m)"),
    };

    /// <summary>Refuses an empty text, which an empty variable of a script gives, and one with a NUL, which no program takes.</summary>
    /// <param name="name">Of the option or the argument.</param>
    /// <param name="takes">What it takes, as the help calls it.</param>
    public static Action<SymbolResult> IsText(string name, string takes) => result =>
    {
        if (result.Tokens is [{ Value: var given }] && !IsText(given))
        {
            result.AddError($"{name} needs {takes}, not '{given}'.");
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

        result.AddError(given is null ? $"{name} needs one value: {takes}." : Wrong(name, given, takes));
        return default;
    }

    public static T? ReadWord<T>(string text)
        where T : struct, Enum =>
        Names<T>().Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(text, ignoreCase: true) : null;

    /// <summary>A number, whole or not, between two others.</summary>
    public static double? ReadNumber(string text, double least, double most) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most ? number : null;

    private static int? ReadWhole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most ? number : null;

    /// <summary>What is wrong with a value, for a person.</summary>
    /// <param name="name">The option, or where the value is.</param>
    /// <param name="given">The value.</param>
    /// <param name="takes">What it must be.</param>
    public static string Wrong(string name, string given, string takes) => $"{name} must be {takes}, not '{given}'.";

    /// <summary>Words as a person says them: <c>text, json or journal</c>.</summary>
    public static string Either(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";

    /// <summary>The words of an enumeration, as a person types them.</summary>
    public static IReadOnlyList<string> Names<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(n => n.ToLowerInvariant())];
}
