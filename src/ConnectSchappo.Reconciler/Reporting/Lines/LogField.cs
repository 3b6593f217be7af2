using System.Globalization;
using System.Text.Json;

namespace ConnectSchappo.Reconciler.Reporting.Lines;

/// <summary>A field of a log event, such as <c>next_retry</c>.</summary>
internal readonly record struct LogField(string Name, string Value)
{
    /// <summary>The fields that an event carries, in its own order; those without a value are left out.</summary>
    public static IEnumerable<LogField> Of(object? state)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            yield break;
        }

        foreach (var (name, value) in values)
        {
            if (name.Length > 0 && char.IsAsciiLetter(name[0]) && Text(value) is { Length: > 0 } text)
            {
                yield return new LogField(NameOf(name), text);
            }
        }
    }

    /// <summary>The field's name for a parameter of an event: <c>NextRetry</c> is <c>next_retry</c>.</summary>
    public static string NameOf(string parameter) => JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter);

    private static string? Text(object? value) => value switch
    {
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
