using System.Globalization;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Tests.Conf;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Conf;

/// <summary>
/// Our reader against Asterisk itself. RECONCILER_ORACLE_COUNT asks more configurations than the usual sample,
/// RECONCILER_ORACLE_SEED the same ones again.
/// </summary>
/// <remarks>
/// GetConfig does not show line numbers, which file a key came from, or whether it was written with =&gt;. The cases and the
/// properties of the core hold those.
/// </remarks>
[Collection(nameof(LabBoxTests))]
public sealed class AsteriskOracleTests(LabBox box, ITestOutputHelper output)
{
    private readonly AsteriskOracle oracle = new(box);

    private static int Count => Number("RECONCILER_ORACLE_COUNT") ?? 3000;

    /// <summary>The cases say how 16 reads them; what a later version reads otherwise is in <see cref="ConfDialect"/>.</summary>
    [Fact]
    public async Task Asterisk_stands_by_its_verdicts_on_the_cases()
    {
        var cases = ConfCase.All.Values.Select((c, i) => (Case: c, Question: new ConfQuestion(ConfCase.Top, c.Files).In("pt/", $"pt/{i}/")))
            .ToList();
        var answers = await oracle.Ask(cases.Select(c => c.Question));
        Assert.Empty(cases.Zip(answers)
            .Where(p => p.Second != (Lab.LabImage.Usual.Series == 16 ? p.First.Case.Reads : AsteriskOracle.Ours(p.First.Question)))
            .Select(p => $"{p.First.Case.Name}\n{p.Second}"));
    }

    [Fact]
    public async Task Any_configuration_reads_as_in_Asterisk()
    {
        var seed = Number("RECONCILER_ORACLE_SEED") ?? Environment.TickCount;
        output.WriteLine($"RECONCILER_ORACLE_SEED={seed} RECONCILER_ORACLE_COUNT={Count}");
        var random = new Random(seed);
        var questions = Enumerable.Range(0, Count)
            .Select(i => new ConfQuestion($"pt/{i:d7}/{ConfScribe.Top}", new ConfScribe(random, $"pt/{i:d7}").Write()))
            .Where(q => AsteriskOracle.Ours(q) is not null && !AsteriskOracle.IsByChance(q))
            .ToList();
        var answers = await oracle.Ask(questions);
        var differing = questions.Zip(answers).Where(p => Differs(p.First, p.Second)).Select(p => p.First).ToList();
        output.WriteLine($"{answers.Count} asked, {answers.Count(a => a == "invalid")} of them invalid, "
            + $"{answers.Count(a => a == AsteriskOracle.Died)} killed Asterisk, {differing.Count} differ");
        if (differing.Count > 0)
        {
            var first = differing.MinBy(q => q.Files.Values.Sum(f => f.Length))!;
            output.WriteLine(
                $"{first.Text}\n--- ours\n{AsteriskOracle.Ours(first)}\n--- Asterisk's, asked again\n{(await oracle.Ask([first]))[0]}");
            var smallest = await Shrink(first);
            Assert.Fail($"""
                {differing.Count} configurations of seed {seed} read otherwise than in Asterisk. The smallest:
                {smallest.Text}
                --- ours
                {AsteriskOracle.Ours(smallest)}
                --- Asterisk's
                {(await oracle.Ask([smallest]))[0]}
                """);
        }
    }

    private async Task<ConfQuestion> Shrink(ConfQuestion question)
    {
        for (var round = 0; round < 200; round++)
        {
            var folder = question.Top[..question.Top.IndexOf('/', 3)];
            var smaller = question.Smaller().Take(3000).Select((q, i) => q.In(folder, $"pt/{i:d7}"))
                .Where(q => AsteriskOracle.Ours(q) is not null && !AsteriskOracle.IsByChance(q)).ToList();
            var answers = await oracle.Ask(smaller);
            var still = smaller.Zip(answers).FirstOrDefault(p => Differs(p.First, p.Second)).First;
            if (still is null)
            {
                break;
            }

            question = still;
        }

        return question;
    }

    private static bool Differs(ConfQuestion question, string answer) =>
        AsteriskOracle.Ours(question) != answer && !(answer == AsteriskOracle.Died && AsteriskOracle.MayKill(question));

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
