using System.Text.Json;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Reports;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired;

public sealed class ProblemReportTests
{
    private const string Yaml = """
        apiVersion: reconciler/v1
        boxes:
          one: {address: 192.0.2.1, user: root}
        http:
          enabled: yse
        extensions:
          "7": {profile: phone, password: hunter2, naem: x}
        fail2ban: {ignoreip: [10.0.8.1/24]}
        """;

    private static readonly EquatableArray<Problem> Problems = DesiredStateReader.Read("pbx, a/state.yaml", Yaml).Problems;

    [Fact]
    public void Text_shows_the_line_with_a_caret_and_no_secret() => Assert.Equal(
        """
        pbx, a/state.yaml:5:12: error DS021: `enabled` cannot be `yse`.
          5 |   enabled: yse
            |            ^
          Write `yes` or `no`: Asterisk would silently read this as no.

        pbx, a/state.yaml:7:35: error DS022: `password` is a secret, and everyone who sees this file can read it here.
          7 |   "7": {profile: phone, password: ********
            |                                   ^
          Put it into a file of the secrets directory and write `{secret: FILE}` here. Others may have read it: change it on the phones.

        pbx, a/state.yaml:7:44: error DS010: `naem` is not a key of an extension.
          7 |   "7": {profile: phone, password: ********
            |                                            ^
          Did you mean `name`?

        pbx, a/state.yaml:8:23: warning DS033: `10.0.8.1/24` has bits set beyond its prefix, so it means `10.0.8.0/24`.
          8 | fail2ban: {ignoreip: [10.0.8.1/24]}
            |                       ^
          Write `10.0.8.0/24` for the network, or `10.0.8.1` for the one address.

        3 errors, 1 warning

        """,
        ProblemText.Write(Problems, Yaml));

    [Fact]
    public void No_problem_is_no_text() => Assert.Equal("", ProblemText.Write([], Yaml));

    [Theory]
    [InlineData("a: {password: x, b: c}", 22, "a: {password: ********")]
    [InlineData("a: {\"password\" : x}", 2, "a: {\"password\" : ********")]
    [InlineData("md5_cred:   'x'", 1, "md5_cred:   ********")]
    [InlineData("a: {password: {secret: x}, b: c}", 29, "a: {password: {secret: x}, b: c}")]
    [InlineData("password:", 1, "password:")]
    [InlineData("a\u001b[31m: \t\u202ex", 1, "a [31m:   x")]
    public void A_line_is_shown_without_secrets_and_harmless(string line, int column, string shown) =>
        Assert.Equal(shown, SourceLine.Show(line, At(column)).Shown);

    [Fact]
    public void A_long_line_is_cut_around_its_caret()
    {
        var line = new string('a', 300) + "HERE" + new string('b', 300);

        var (shown, caret) = SourceLine.Show(line, At(301));

        Assert.Equal(102, shown.Length);
        Assert.Equal("HERE", shown[caret..(caret + 4)]);
    }

    [Fact]
    public void Json_has_every_field()
    {
        using var json = JsonDocument.Parse(ProblemJson.Write(Problems));

        Assert.False(json.RootElement.GetProperty("valid").GetBoolean());
        var first = json.RootElement.GetProperty("problems")[0];
        Assert.Equal(
            (
                "DS021", "error", "pbx, a/state.yaml", 5, 12,
                "`enabled` cannot be `yse`.", "Write `yes` or `no`: Asterisk would silently read this as no."),
            (first.GetProperty("code").GetString(), first.GetProperty("severity").GetString(), first.GetProperty("file").GetString(),
                first.GetProperty("line").GetInt32(), first.GetProperty("column").GetInt32(),
                first.GetProperty("message").GetString(), first.GetProperty("hint").GetString()));
    }

    [Fact]
    public void Warnings_alone_leave_it_valid()
    {
        using var json = JsonDocument.Parse(ProblemJson.Write([Problems[3]]));

        Assert.True(json.RootElement.GetProperty("valid").GetBoolean());
    }

    [Fact]
    public void GitHub_gets_one_command_a_problem_escaped() => Assert.Equal(
        "::warning file=pbx%2C a/state.yaml,line=8,col=23,title=DS033::"
        + "`10.0.8.1/24` has bits set beyond its prefix, so it means `10.0.8.0/24`."
        + "%0AWrite `10.0.8.0/24` for the network, or `10.0.8.1` for the one address.\n",
        GitHubAnnotations.Write([Problems[3]]));

    [Fact]
    public void Sarif_has_a_rule_for_every_result()
    {
        using var json = JsonDocument.Parse(ProblemSarif.Write(Problems, "0.1.0"));

        Assert.Equal("2.1.0", json.RootElement.GetProperty("version").GetString());
        var run = json.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
            .Select(r => r.GetProperty("id").GetString()).ToList();
        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(Problems.Select(p => p.Code), results.Select(r => r.GetProperty("ruleId").GetString()));
        Assert.All(results, r => Assert.Contains(r.GetProperty("ruleId").GetString(), rules));
        var location = results[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("pbx%2C%20a/state.yaml", location.GetProperty("artifactLocation").GetProperty("uri").GetString());
        var region = location.GetProperty("region");
        Assert.Equal((5, 12), (region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32()));
    }

    private static Problem At(int column) =>
        new("DS010", Severity.Error, new SourceLocation("f", 1, column), Message.Empty, Message.Empty);
}
