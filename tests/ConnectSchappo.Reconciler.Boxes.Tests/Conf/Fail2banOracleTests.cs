using System.Globalization;
using System.Text;
using System.Text.Json;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Tests.Conf;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Conf;

/// <summary>
/// Our reading of jail files against fail2ban's own on the box. RECONCILER_ORACLE_COUNT and RECONCILER_ORACLE_SEED as for
/// Asterisk's.
/// </summary>
[Collection(nameof(LabBoxTests))]
public sealed class Fail2banOracleTests(LabBox box, ITestOutputHelper output)
{
    private static int Count => Number("RECONCILER_ORACLE_COUNT") ?? 2000;

    [Fact]
    public async Task Any_jail_files_read_as_in_fail2ban()
    {
        var seed = Number("RECONCILER_ORACLE_SEED") ?? Environment.TickCount;
        output.WriteLine($"RECONCILER_ORACLE_SEED={seed} RECONCILER_ORACLE_COUNT={Count}");
        var random = new Random(seed);
        var questions = Enumerable.Range(0, Count).Select(_ => new JailScribe(random).Write()).ToList();
        var answers = await Ask(questions);
        var differing = questions.Zip(answers).Where(p => Ours(p.First) != p.Second).Select(p => p.First).ToList();
        output.WriteLine($"{answers.Count} asked, {answers.Count(a => a == "invalid")} of them invalid, {differing.Count} differ");
        if (differing.Count > 0)
        {
            var smallest = await Shrink(differing.MinBy(q => q.Values.Sum(f => f.Length))!);
            Assert.Fail($"""
                {differing.Count} sets of seed {seed} read otherwise than in fail2ban. The smallest:
                {string.Join('\n', smallest.Select(f => $"--- {f.Key}\n{Encoding.UTF8.GetString(f.Value)}"))}
                --- ours
                {Ours(smallest)}
                --- fail2ban's
                {(await Ask([smallest]))[0]}
                """);
        }
    }

    private static string Ours(IReadOnlyDictionary<string, byte[]> files)
    {
        var tree = JailTree.Load(files.Select(f => JailFile.Parse("/etc/fail2ban/" + f.Key, f.Value)));
        if (!tree.IsValid)
        {
            return "invalid";
        }

        var options = tree.OptionNames;
        return string.Join('\n', tree.Jails.Order(StringComparer.Ordinal).SelectMany(j =>
            options.Order(StringComparer.Ordinal).Select(o => (Value: tree.Effective(j, o), Problem: tree.ProblemOf(j, o), Option: o))
                .Where(o => o.Value is not null || o.Problem is not null)
                .Select(o => $"{o.Option}={o.Value?.Value ?? "(none)"}").Prepend($"[{j}]")));
    }

    private async Task<IReadOnlyList<string>> Ask(IEnumerable<IReadOnlyDictionary<string, byte[]>> questions)
    {
        var input = string.Concat(
            questions.Select(q => JsonSerializer.Serialize(q.ToDictionary(f => f.Key, f => Convert.ToBase64String(f.Value))) + "\n"));
        var replies = await box.Python("fail2ban_oracle.py", input);
        return [.. replies.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Notation)];
    }

    private static string Notation(string reply)
    {
        using var answer = JsonDocument.Parse(reply);
        return answer.RootElement.TryGetProperty("jails", out var jails)
            ? string.Join('\n', jails.EnumerateObject().OrderBy(j => j.Name, StringComparer.Ordinal).SelectMany(j =>
                j.Value.EnumerateObject().Where(o => o.Name != "fail2ban_version").OrderBy(o => o.Name, StringComparer.Ordinal)
                    .Select(o => $"{o.Name}={o.Value.GetString() ?? "(none)"}").Prepend($"[{j.Name}]")))
            : "invalid";
    }

    private async Task<IReadOnlyDictionary<string, byte[]>> Shrink(IReadOnlyDictionary<string, byte[]> question)
    {
        for (var round = 0; round < 100; round++)
        {
            var smaller = question.Keys.Select(k => (IReadOnlyDictionary<string, byte[]>)question.Where(f => f.Key != k).ToDictionary())
                .Concat(question.SelectMany(f => WithoutALine(question, f.Key))).ToList();
            var still = smaller.Zip(await Ask(smaller)).FirstOrDefault(p => Ours(p.First) != p.Second).First;
            if (still is null)
            {
                break;
            }

            question = still;
        }

        return question;
    }

    private static IEnumerable<IReadOnlyDictionary<string, byte[]>> WithoutALine(IReadOnlyDictionary<string, byte[]> question, string path)
    {
        var lines = Encoding.UTF8.GetString(question[path]).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var rest = string.Join('\n', lines.Where((_, n) => n != i));
            yield return question.ToDictionary(f => f.Key, f => f.Key == path ? Encoding.UTF8.GetBytes(rest) : f.Value);
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
