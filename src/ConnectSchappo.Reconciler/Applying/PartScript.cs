using System.Globalization;
using System.Text;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// One script that does the same with several parts of a transaction in one round trip, each in a subshell of its own with its own input,
/// so that the trouble of one is told as its own and stops none of the others.
/// </summary>
internal static class PartScript
{
    /// <summary>What ends a part's output: its id, its name and its exit code.</summary>
    private const string Mark = "@part ";

    /// <param name="head">The transaction.</param>
    /// <param name="opening">What comes first: the lock. Where it fails, no part is tried.</param>
    /// <param name="body">What is done with each part; its variables are set.</param>
    /// <param name="parts">The parts, in order, each with its variables, a line each.</param>
    /// <param name="closing">What comes last.</param>
    public static string Text(TransactionHead head, string opening, string body, IEnumerable<PartWork> parts, string closing)
    {
        var text = new StringBuilder(head.Variables).Append(JournalFunctions.Text).Append("body() {\n").Append(body).Append("}\n").Append(opening);
        foreach (var work in parts)
        {
            var from = work.Input.IsEmpty ? "" : string.Create(CultureInfo.InvariantCulture, $"head -c {work.Input.Length} | ");
            text.Append(from).Append("{\npart ").Append(work.Subject.Name).Append('\n').Append(work.Variables)
                .Append("( body ) 2>&1\ncode=$?\n").Append(work.Input.IsEmpty ? "" : "cat >/dev/null\n")
                .Append("printf '\\n").Append(Mark).Append("%s %s %s\\n' \"$id\" \"$part\" \"$code\"\n}").Append(work.Input.IsEmpty ? " </dev/null\n" : "\n");
        }

        return text.Append(closing).ToString();
    }

    public static byte[] Input(IEnumerable<PartWork> parts) => [.. parts.SelectMany(p => p.Input.ToArray())];

    /// <summary>What came of each part. Where the script as a whole failed, that is what came of each.</summary>
    public static IReadOnlyDictionary<Subject, ScriptReply> Read(TransactionHead head, ScriptReply reply, IEnumerable<Subject> subjects)
    {
        var replies = new Dictionary<Subject, ScriptReply>();
        var said = new List<string>();
        foreach (var line in reply.Text.Split('\n'))
        {
            if (line.StartsWith($"{Mark}{head.Id} ", StringComparison.Ordinal) && line.Split(' ') is [_, _, var name, var code]
                && KnownSubjects.Named(name) is { } subject && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var exit))
            {
                replies[subject] = new ScriptReply(exit, string.Join('\n', said).Trim('\n'), "");
                said.Clear();
            }
            else
            {
                said.Add(line);
            }
        }

        var missing = reply.ExitCode != 0 ? reply : new ScriptReply(JournalExit.Cut, "", "the script ended before it came to this part");
        return subjects.Distinct().ToDictionary(s => s, s => replies.GetValueOrDefault(s) ?? missing);
    }
}
