namespace ConnectSchappo.Reconciler.Core.Observations.Questions;

/// <summary>
/// What Asterisk's command line printed, each answer found by its command. Objects are asked for one by one, by name: the tables cut long
/// names. Formats seen on Asterisk 16.28.
/// </summary>
public sealed class CliAnswers
{
    /// <summary>What stands before the command in the line that begins its answer.</summary>
    public const string Mark = "@@ ";

    private readonly Dictionary<string, string[]> answers = new(StringComparer.Ordinal);

    /// <param name="text">A row of answers, each after a line of the mark and the command.</param>
    public CliAnswers(string text)
    {
        foreach (var block in ('\n' + text).Split("\n" + Mark).Skip(1))
        {
            var lines = block.Split('\n');
            answers[lines[0]] = lines[1..];
        }
    }

    /// <summary>Whether nothing was answered at all.</summary>
    public bool IsEmpty => answers.Count == 0;

    /// <summary>The lines that a command printed; none where it was not asked, or has no answer.</summary>
    public IReadOnlyList<string> this[string command] => answers.GetValueOrDefault(command) ?? [];
}
