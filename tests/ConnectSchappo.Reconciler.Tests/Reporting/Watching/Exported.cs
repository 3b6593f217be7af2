using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Reporting;

namespace ConnectSchappo.Reconciler.Tests.Reporting.Watching;

/// <summary>
/// What the daemon exports once it has seen something of everything, and whether a query's selectors can match any of it.
/// </summary>
internal static partial class Exported
{
    /// <summary>Every selector of a query that could never match: an unknown metric, or a label's value that does not come about.</summary>
    public static async Task<IReadOnlyList<string>> Strangers(string query)
    {
        var series = await Series();
        return [.. Selectors().Matches(query).Where(m => !series.Any(s => Matches(s, m))).Select(m => m.Value)];
    }

    public static async Task<IReadOnlyList<string>> Series()
    {
        var metrics = new ReconcilerMetrics();
        ReconcilerMetricsTests.Exercise(metrics, DateTimeOffset.UnixEpoch.AddYears(50));
        return [.. (await ReconcilerMetricsTests.Text(metrics)).Split('\n').Where(l => l.Length > 0 && !l.StartsWith('#'))];
    }

    private static bool Matches(string series, Match selector) =>
        (series.StartsWith(selector.Groups["name"].Value + "{", StringComparison.Ordinal)
            || series.StartsWith(selector.Groups["name"].Value + " ", StringComparison.Ordinal))
        && Labels().Matches(selector.Groups["labels"].Value).All(l =>
            l.Groups["name"].Value is "job" or "instance" // given by Prometheus
            || (l.Groups["how"].Value == "=" && !l.Groups["value"].Value.Contains('$', StringComparison.Ordinal)
                ? series.Contains(l.Value, StringComparison.Ordinal)
                : series.Contains(l.Groups["name"].Value + "=", StringComparison.Ordinal)));

    [GeneratedRegex(@"(?<name>pbx_reconciler_[a-z_]+)(\{(?<labels>[^}]*)\})?")]
    private static partial Regex Selectors();

    [GeneratedRegex("(?<name>[a-z]+)(?<how>=~|!~|!=|=)\"(?<value>[^\"]*)\"")]
    private static partial Regex Labels();
}
