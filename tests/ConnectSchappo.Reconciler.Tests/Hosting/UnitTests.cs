using System.Globalization;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Hosting;

/// <summary>The service's unit keeps what one box costs from the others, and the document says what it says.</summary>
public static partial class UnitTests
{
    private static readonly string Unit = Repository.Text("deploy/debian/reconciler.service");
    private static readonly string Document = Repository.Text("docs/operations.md");

    [Theory]
    [InlineData("OOMPolicy=continue")]
    [InlineData("Environment=MALLOC_ARENA_MAX=2")]
    [InlineData("Restart=always")]
    public static void The_service_has(string line) => Assert.Contains($"\n{line}\n", Unit, StringComparison.Ordinal);

    [Fact]
    public static void Its_memory_is_what_the_formula_gives_for_the_boxes_that_the_document_names()
    {
        var boxes = Number(Boxes().Match(Document));
        var formula = High().Match(Document);
        var high = Number(formula) + (Number(formula, "each") * boxes);
        var max = high + Number(Max().Match(Document));

        Assert.Contains($"For {boxes} boxes;", Unit, StringComparison.Ordinal);
        Assert.Contains($"\nMemoryHigh={high}M\nMemoryMax={max}M\n", Unit, StringComparison.Ordinal);
        Assert.Contains("`MemoryHigh=1390M`, `MemoryMax=1646M`", Document, StringComparison.Ordinal);
    }

    /// <summary>Half of what made memory grow: see the soak, `tests/run soak`.</summary>
    [Theory]
    [InlineData("\"System.GC.Gen0MaxBudget\": 4194304")]
    [InlineData("\"System.GC.Server\": false")]
    [InlineData("\"System.GC.Concurrent\": false")]
    [InlineData("\"System.Runtime.TieredPGO\": false")]
    public static void The_runtime_is_told(string option) =>
        Assert.Contains(
            option, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reconciler.runtimeconfig.json")), StringComparison.Ordinal);

    [Fact]
    public static void The_limits_of_streams_are_those_of_the_program()
    {
        Assert.Contains(
            $"{StreamLimits.MostOutput >> 20} MB of output and {StreamLimits.MostErrors >> 20} MB of diagnostics of a script, "
            + $"{StreamLimits.MostOfTcp >> 20} MB of a connection",
            Document, StringComparison.Ordinal);
        Assert.Contains("65,536\nbytes a line, 100,000 fields a frame, 200,000 frames", Document, StringComparison.Ordinal);
    }

    private static int Number(Match match, string group = "number") =>
        int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"The unit allows what (?<number>\d+) boxes need", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Boxes();

    [GeneratedRegex(@"MemoryHigh = (?<number>\d+) \+ (?<each>\d+) × boxes", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex High();

    [GeneratedRegex(@"MemoryMax  = MemoryHigh \+ (?<number>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Max();
}
