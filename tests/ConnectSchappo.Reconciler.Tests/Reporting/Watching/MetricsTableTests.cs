using System.Text.RegularExpressions;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Reporting.Watching;

/// <summary>docs/operations.md has every metric, with its labels, and no other.</summary>
public static partial class MetricsTableTests
{
    [Fact]
    public static async Task The_table_is_what_the_daemon_exports()
    {
        var series = await Exported.Series();
        var exported = series.GroupBy(s => Histogram().Replace(s.Split('{', ' ')[0], ""), StringComparer.Ordinal)
            .Select(g => $"{g.Key} ({string.Join(", ", g.SelectMany(Names).Where(n => n != "le").Distinct(StringComparer.Ordinal))})");
        var table = Rows().Matches(Repository.Text("docs/operations.md"))
            .Select(m => $"{m.Groups["name"].Value} ({m.Groups["labels"].Value.Trim()})");

        Assert.Equal(exported.Order(StringComparer.Ordinal), table.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Names(string series) => Labels().Matches(series).Select(m => m.Groups["name"].Value);

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Histogram();

    [GeneratedRegex("[{,](?<name>[a-z]+)=")]
    private static partial Regex Labels();

    [GeneratedRegex(@"^\| `(?<name>pbx_reconciler_[a-z_]+)` \|(?<labels>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
