using ConnectSchappo.Reconciler.Core.Conf;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>What comes of an option that stands several times: of those that add up memory shows all, with commas between.</summary>
internal static class RepeatedOptions
{
    /// <summary>The value that counts of several, in their order; null where there is none.</summary>
    public static string? Value(RepeatRule rule, IReadOnlyList<string> values) => values.Count == 0 ? null : rule switch
    {
        RepeatRule.LastWins => values[^1],
        RepeatRule.FirstWins => values[0],
        RepeatRule.Cumulative => string.Join(',', values),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };

    /// <summary>What a section of a file says of an option; null where it is silent.</summary>
    public static string? Value(RepeatRule rule, ConfSection section, string option) => rule == RepeatRule.LastWins
        ? section.Last(option)?.Value
        : Value(rule, [.. section.All(option).Select(e => e.Value)]);
}
