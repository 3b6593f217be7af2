using System.Text;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Reports;

/// <summary>Problems as workflow commands, which GitHub shows beside the line in a pull request.</summary>
public static class GitHubAnnotations
{
    public static string Write(EquatableArray<Problem> problems)
    {
        var text = new StringBuilder();
        foreach (var problem in problems)
        {
            text.Append($"::{SeverityWord.Of(problem.Severity)} file={Property(problem.Place.File)},")
                .Append($"line={problem.Place.Line},col={problem.Place.Column},")
                .Append($"title={Property(problem.Code)}::")
                .Append(Data($"{problem.Message.In(Language.English)}\n{problem.Hint.In(Language.English)}")).Append('\n');
        }

        return text.ToString();
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
