using System.Globalization;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// One script that does the same with several parts of a transaction in one round trip, each in a subshell of its own with its own input,
/// so that the trouble of one is reported as its own and stops none of the others.
/// </summary>
internal static class PartScript
{
    /// <summary>What ends a part's output: the transaction, the part and its exit code, words of <c>KEY=VALUE</c>.</summary>
    private const string Mark = "@part ";

    private static readonly ShellFile Parts = ShellFile.Beside(typeof(PartScript), "parts.sh");

    /// <param name="script">The beginning, with the files whose functions are named here.</param>
    /// <param name="opening">The function that comes first, and takes the lock. Where it fails, no part is tried.</param>
    /// <param name="each">The function that is run with each part.</param>
    /// <param name="parts">The parts, in order.</param>
    /// <param name="closing">The function that comes last; null for none.</param>
    public static string Text(ShellScript script, string opening, string each, IEnumerable<PartWork> parts, string? closing)
    {
        script.Add(Parts).Run(opening);
        foreach (var work in parts)
        {
            script.Run("part", work.Subject.Name);
            foreach (var (name, value) in work.Variables)
            {
                script.Set(name, value);
            }

            script.Run("run_part", each, work.Input.Length.ToString(CultureInfo.InvariantCulture));
        }

        return (closing is null ? script : script.Run(closing)).ToString();
    }

    public static byte[] Input(IEnumerable<PartWork> parts) => [.. parts.SelectMany(p => p.Input.ToArray())];

    /// <summary>What came of each part. Where the script as a whole failed, that is what came of each.</summary>
    public static IReadOnlyDictionary<Subject, ScriptReply> Read(TransactionHead head, ScriptReply reply, IEnumerable<Subject> subjects)
    {
        var replies = new Dictionary<Subject, ScriptReply>();
        var printed = new List<string>();
        foreach (var line in reply.Text.Split('\n'))
        {
            if (End(head, line) is ({ } subject, var exit))
            {
                replies[subject] = Reply(exit, string.Join('\n', printed).Trim('\n'));
                printed.Clear();
            }
            else
            {
                printed.Add(line);
            }
        }

        var missing = reply.Exit == ScriptExit.Done
            ? new ScriptReply(ScriptExit.Cut, "", "") { Reason = $"the script ended before this part" }
            : reply;
        return subjects.Distinct().ToDictionary(s => s, s => replies.GetValueOrDefault(s) ?? missing);
    }

    private static (Subject Subject, int Exit)? End(TransactionHead head, string line)
    {
        var end = line.StartsWith(Mark, StringComparison.Ordinal) ? new KeyedWords(line) : null;
        return end?["transaction"] == head.Id && end["part"] is { } name && KnownSubjects.Named(name) is { } subject
            && int.TryParse(end["exit"], NumberStyles.None, CultureInfo.InvariantCulture, out var exit)
            ? (subject, exit)
            : null;
    }

    private static ScriptReply Reply(int code, string printed)
    {
        var reply = new ScriptReply((ScriptExit)code, printed, "");
        return Enum.IsDefined(reply.Exit) ? reply : reply with
        {
            Exit = ScriptExit.Unforeseen,
            Reason = $"it ended with exit code {code}: {reply.Brief}",
        };
    }
}
