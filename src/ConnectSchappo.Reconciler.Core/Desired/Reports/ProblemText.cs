using System.Text;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Reports;

/// <summary>Problems for people: the place, the sentence, the line itself with a caret, and the hint.</summary>
public static class ProblemText
{
    /// <param name="problems">What was found.</param>
    /// <param name="yaml">The text it was found in; no secret that stands in it is shown.</param>
    /// <returns>Text that ends with a line break; nothing where there is no problem.</returns>
    public static string Write(EquatableArray<Problem> problems, string yaml)
    {
        if (problems.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder();
        var lines = yaml.ReplaceLineEndings("\n").Split('\n');
        foreach (var problem in problems)
        {
            text.Append($"{problem.Place}: {SeverityWord.Of(problem.Severity)} {problem.Code}: {problem.Message}\n");
            if (problem.Place.Line <= lines.Length)
            {
                var (shown, caret) = SourceLine.Show(lines[problem.Place.Line - 1], problem);
                var number = problem.Place.Line.ToString();
                text.Append($"  {number} | {shown}\n").Append($"  {new string(' ', number.Length)} | {new string(' ', caret)}^\n");
            }

            text.Append($"  {problem.Hint}\n\n");
        }

        var errors = problems.Count(p => p.Severity is Severity.Error);
        Message counted = $"{Errors(errors)}, {Warnings(problems.Count - errors)}";
        return text.Append($"{counted}\n").ToString();
    }

    private static Message Errors(int number) => number == 1 ? (Message)$"{number} error" : $"{number} errors";

    private static Message Warnings(int number) => number == 1 ? (Message)$"{number} warning" : $"{number} warnings";
}
