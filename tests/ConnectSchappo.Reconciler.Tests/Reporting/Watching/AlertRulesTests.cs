using ConnectSchappo.Reconciler.Tests.Sources;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace ConnectSchappo.Reconciler.Tests.Reporting.Watching;

/// <summary>The alert rules: right by promtool's judgement, about metrics that exist, each with words for people and its page.</summary>
public static class AlertRulesTests
{
    private const string Folder = "deploy/prometheus";

    private static readonly Dictionary<string, YamlMappingNode> Rules = Nodes();

    public static TheoryData<string> Names => [.. Rules.Keys];

    [Fact]
    public static async Task Promtool_finds_them_right_and_every_case_comes_out_as_it_says()
    {
        Assert.SkipWhen(PrometheusTools.Find("promtool") is null, PrometheusTools.Missing);
        var promtool = PrometheusTools.Find("promtool")!;
        await Programs.Run(Repository.Path(Folder), promtool, null, null, "check", "rules", "reconciler.rules.yml");
        await Programs.Run(Repository.Path(Folder), promtool, null, null, "test", "rules", "reconciler.rules.test.yml");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public static void A_rule_has_a_case_in_which_it_fires_and_one_in_which_it_does_not(string name)
    {
        using var reader = new StringReader(Repository.Text($"{Folder}/reconciler.rules.test.yml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        var cases = ((YamlSequenceNode)yaml.Documents[0].RootNode["tests"]).SelectMany(t => (YamlSequenceNode)t["alert_rule_test"])
            .Cast<YamlMappingNode>().Where(c => c["alertname"].ToString() == name).ToList();

        Assert.Contains(cases, c => c.Children.ContainsKey("exp_alerts"));
        Assert.Contains(cases, c => !c.Children.ContainsKey("exp_alerts"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public static async Task A_rule_names_only_what_the_daemon_exports(string name) =>
        Assert.Empty(await Exported.Strangers(Rules[name]["expr"].ToString()));

    [Theory]
    [MemberData(nameof(Names))]
    public static void A_rule_says_what_it_is_what_it_means_what_to_do_and_where_its_page_is(string name)
    {
        Assert.Contains(Rules[name]["labels"]["severity"].ToString(), (string[])["critical", "warning"]);
        var annotations = (YamlMappingNode)Rules[name]["annotations"];
        Assert.Equal(["summary", "impact", "todo", "runbook_url"], annotations.Children.Keys.Select(k => k.ToString()));
        Assert.Equal($"docs/runbook.md#{name.ToLowerInvariant()}", annotations["runbook_url"].ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public static void A_rule_has_its_page(string name)
    {
        Assert.True(
            RunbookTests.PagesOf("Alerts").TryGetValue(name, out var page), $"docs/runbook.md has no page '### {name}' under '## Alerts'");
        Assert.All(RunbookTests.Parts, part => Assert.Contains($"- **{part}** ", page!, StringComparison.Ordinal));
    }

    [Fact]
    public static void Every_page_is_of_a_rule() =>
        Assert.Empty(RunbookTests.PagesOf("Alerts").Keys.Except(Rules.Keys, StringComparer.Ordinal));

    [Fact]
    public static async Task A_metric_that_does_not_exist_would_be_found()
    {
        Assert.Equal(["pbx_reconciler_nothing"], await Exported.Strangers("sum(pbx_reconciler_nothing) > 0"));
        Assert.Single(await Exported.Strangers("""pbx_reconciler_condition{type="Happy"} == 1"""));
        Assert.Single(await Exported.Strangers("""pbx_reconciler_channels{user="250"}"""));
    }

    private static Dictionary<string, YamlMappingNode> Nodes()
    {
        using var reader = new StringReader(Repository.Text($"{Folder}/reconciler.rules.yml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return ((YamlSequenceNode)yaml.Documents[0].RootNode["groups"]).SelectMany(g => (YamlSequenceNode)g["rules"])
            .Cast<YamlMappingNode>()
            .ToDictionary(r => r["alert"].ToString(), StringComparer.Ordinal);
    }
}
