using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Sources.Git;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Sources;

/// <summary>docs/desired-state-sources.md says what the program does.</summary>
public static partial class SourcesPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Here(), "../../../docs/desired-state-sources.md"));

    [Fact]
    public static void Every_option_is_on_the_page_and_none_that_does_not_exist()
    {
        var options = new BoxOptions().All.Select(o => o.Name).Append("--git-interval").Append("--control").Append("--wait").ToList();
        Assert.Empty(Options().Matches(Page).Select(m => m.Value).Except(options, StringComparer.Ordinal));
        Assert.All(new SourceOptions().All, o => Assert.Contains(o.Name, Page, StringComparison.Ordinal));
    }

    [Fact]
    public static void Every_event_on_the_page_exists()
    {
        var events = typeof(DaemonEvents).GetMethods().SelectMany(m => m.GetCustomAttributes(typeof(LoggerMessageAttribute), false))
            .Select(a => ((LoggerMessageAttribute)a).EventName!);
        var named = Events().Matches(Page).Select(m => m.Groups["name"].Value).ToList();
        Assert.Equal(5, named.Count);
        Assert.Empty(named.Except(events, StringComparer.Ordinal));
    }

    [Fact]
    public static async Task Every_metric_on_the_page_exists()
    {
        using var text = new MemoryStream();
        await new ReconcilerMetrics().Registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        var known = System.Text.Encoding.UTF8.GetString(text.ToArray());
        Assert.All(Metrics().Matches(Page), m => Assert.Contains($"# TYPE {m.Value} ", known, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/etc/reconciler/state.yaml", null)]
    [InlineData("git@host:boxes.git", "git@host:boxes.git")]
    [InlineData("ssh://git@host:2222/boxes.git#main", "ssh://git@host:2222/boxes.git#main")]
    [InlineData("https://host/boxes.git#main:sites/recife.yaml", "https://host/boxes.git#main:sites/recife.yaml")]
    [InlineData("file:///srv/git/boxes.git#:state.yaml", "file:///srv/git/boxes.git#:state.yaml")]
    public static void Every_spelling_on_the_page_is_read(string spelling, string? read)
    {
        Assert.Contains($"`{spelling}`", Page, StringComparison.Ordinal);
        Assert.Equal(read, GitAddress.Parse(spelling)?.ToString());
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex("--[a-z]+(?:-[a-z]+)*")]
    private static partial Regex Options();

    [GeneratedRegex(@"^\| `(?<name>[A-Za-z]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Events();

    [GeneratedRegex("pbx_reconciler_[a-z_]+")]
    private static partial Regex Metrics();
}
