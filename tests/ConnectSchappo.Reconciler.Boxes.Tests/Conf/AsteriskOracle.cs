using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Tests.Conf;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Conf;

/// <summary>Asterisk's own reading of files, by AMI's GetConfig, in the notation of the cases.</summary>
internal sealed partial class AsteriskOracle(LabBox box)
{
    /// <summary>The answer where Asterisk died of the question twice.</summary>
    public const string Died = "died";

    private const int BatchSize = 1000;

    private static readonly ConfDialect Dialect = ConfDialect.Of(Lab.LabImage.Usual.Series, 0);

    public async Task<IReadOnlyList<string>> Ask(IEnumerable<ConfQuestion> questions)
    {
        var answers = new List<string>();
        foreach (var batch in questions.Chunk(BatchSize))
        {
            answers.AddRange(await AskBatch(batch));
        }

        return answers;
    }

    /// <summary>What our reader makes of the same; null where it says that Asterisk would not come back from it.</summary>
    public static string? Ours(ConfQuestion question)
    {
        var files = new ConfFileSet(question.Files.Select(f => ConfDocument.Parse("/etc/asterisk/" + f.Key, f.Value)), dialect: Dialect);
        var tree = ConfTree.Load(files, question.Top);
        return tree.Problems.Any(p => p.Code == ConfProblemCode.Endless) ? null : ConfNotation.Reads(tree);
    }

    /// <summary>
    /// Whether Asterisk may die of being asked: GetConfig keeps the comments at the end of a file with the last key that it read, and
    /// writes them to freed memory where a += has replaced that key since. Whoever reads without the comments, as each module does, is
    /// safe. Source: main/config.c, process_text_line; tried on 16.28 with seed 75740171.
    /// </summary>
    public static bool MayKill(ConfQuestion question) => question.Files.Values.Any(
        f => f.AsSpan().IndexOf("+="u8) >= 0 && f.Contains((byte)';'));

    /// <summary>
    /// Whether the answer is by chance: of a name or value in a filter that is one quote and nothing else Asterisk reads what lies behind
    /// it in memory. Source: main/utils.c, ast_strsep and ast_strip_quoted; seed 12 of 30000 has one.
    /// </summary>
    public static bool IsByChance(ConfQuestion question) =>
        question.Files.Values.Any(f => LoneQuote().IsMatch(Encoding.Latin1.GetString(f)));

    [GeneratedRegex("""\]\([^)\n]*\+[^)\n]*(?<=[+&=][\x01-\x20]*)["'](?=[\x01-\x20]*[&=,)])""", RegexOptions.None, 1000)]
    private static partial Regex LoneQuote();

    private async Task<IEnumerable<string>> AskBatch(ConfQuestion[] questions)
    {
        var input = string.Concat(questions.Select(q => JsonSerializer.Serialize(
            new { top = q.Top, files = q.Files.ToDictionary(f => f.Key, f => Convert.ToBase64String(f.Value)) }) + "\n"));
        var replies = (await box.Python("asterisk_oracle.py", input)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return replies.Length == questions.Length
            ? replies.Select(r => Notation(Encoding.Latin1.GetString(Convert.FromBase64String(r))))
            : throw new InvalidOperationException($"{replies.Length} replies to {questions.Length} questions");
    }

    private static string Notation(string reply)
    {
        if (reply == Died)
        {
            return Died;
        }

        if (reply.Contains("Message: Config file has invalid format", StringComparison.Ordinal))
        {
            return "invalid";
        }

        var lines = new List<string>();
        var (name, isTemplate, parents, header) = ("", false, "", -1);
        foreach (var line in reply.Split("\r\n").Where(l => l.Contains(": ", StringComparison.Ordinal)))
        {
            var text = line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..];
            if (line.StartsWith("Category-", StringComparison.Ordinal))
            {
                (name, isTemplate, parents, header) = (text, false, "", lines.Count);
                lines.Add("");
            }
            else if (line.StartsWith("Line-", StringComparison.Ordinal))
            {
                lines.Add(CaseText.Show(text));
                continue;
            }
            else if (line.StartsWith("IsTemplate-", StringComparison.Ordinal))
            {
                isTemplate = true;
            }
            else if (line.StartsWith("Templates-", StringComparison.Ordinal))
            {
                parents = text;
            }
            else
            {
                continue;
            }

            lines[header] = ConfNotation.Reads(name, isTemplate, parents);
        }

        return string.Join('\n', lines);
    }
}
