using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Tests.Plans;
using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

/// <summary>The JSON of outcomes is what schemas/plan.schema.json and docs/plan-json.md say.</summary>
public sealed partial class PlanJsonTests
{
    private static readonly string Schema = Repository.Path("schemas/plan.schema.json");

    [Fact]
    public async Task A_standard_validator_takes_it()
    {
        var folder = Repository.Path("tests/schema");
        if (!File.Exists(Path.Combine(folder, "node_modules/.package-lock.json")))
        {
            Assert.Skip("ajv is not installed: the schema test of the core's tests installs it.");
        }

        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Json(), TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("node", ["--no-warnings", "judge.mjs", Schema, file])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        File.Delete(file);

        Assert.True(said.Contains("\"verdict\":\"accepts\"", StringComparison.Ordinal), said);
    }

    [Fact]
    public void The_page_names_every_field_and_no_other()
    {
        var page = Repository.Text("docs/plan-json.md");
        using var schema = JsonDocument.Parse(File.ReadAllText(Schema));

        Assert.Equal(
            Properties(schema.RootElement).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            Rows().Matches(page).SelectMany(m => m.Groups["fields"].Value.Split("`, `"))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_schema_and_the_page_name_every_activation_and_no_other()
    {
        var names = KnownSubjects.Activations.Select(a => a.WireName).ToList();

        var inSchema = Regex.Matches(File.ReadAllText(Schema), """
            "enum": \[([^\]]*"sip_reload"[^\]]*)\]
            """.Trim()).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(2, inSchema.Count);
        Assert.All(inSchema, list => Assert.Equal(names, JsonSerializer.Deserialize<string[]>($"[{list}]")!));
        Assert.Contains(
            $"| `activation` | `{string.Join("`, `", names)}` |", Repository.Text("docs/plan-json.md"), StringComparison.Ordinal);
    }

    private static string Json()
    {
        var busy = SimulatedBox.Factory();
        busy.Channels = 2;
        BoxOutcome[] outcomes =
        [
            new() { Box = "matriz", Revision = "r1", Plan = busy.Plan(), Seen = busy.Observe() },
            Outcomes.Healed(), Outcomes.Pending(), Outcomes.NotVerified(), Outcomes.Unreachable(),
            Outcomes.InSync() with { Failure = new RoundFailure(RoundFailure.Stale, $"stale") },
        ];
        return OutcomeJson.Of(outcomes, ExitCode.Of(outcomes));
    }

    private static IEnumerable<string> Properties(JsonElement element) => element.ValueKind != JsonValueKind.Object ? []
        : element.EnumerateObject().SelectMany(p => p.Name == "properties"
            ? p.Value.EnumerateObject().Select(q => q.Name).Concat(p.Value.EnumerateObject().SelectMany(q => Properties(q.Value)))
            : Properties(p.Value));

    [GeneratedRegex(@"^\| `(?<fields>.+?)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Rows();
}
