using System.Globalization;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// A behaviour as a telephone engineer would write it down: what is wanted over the sample, what happened on the box, and what is
/// found and planned then. See Cases/README.md.
/// </summary>
internal sealed class PlanCase
{
    private readonly Dictionary<string, List<string>> sections = new(StringComparer.Ordinal);

    public PlanCase(string text)
    {
        List<string> current = [];
        foreach (var line in text.Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0 && !l.StartsWith('#')))
        {
            if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                current = sections[line[3..]] = [];
            }
            else
            {
                current.Add(line);
            }
        }
    }

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Plans", "Cases");

    /// <summary>What the file expects of drifts and plan.</summary>
    public string Expected => Text(Section("drifts"), Section("plan"));

    /// <summary>The box as the case has it, before anything is done.</summary>
    public (SimulatedBox Box, DateTimeOffset Now) Box()
    {
        var happened = Section("happened");
        var box = happened.Contains("as Issabel ships it", StringComparer.Ordinal)
            ? SimulatedBox.Factory()
            : SimulatedBox.Converged(Edited(SimulatedBox.SampleState(), Section("before")));
        var now = DateTimeOffset.UnixEpoch;
        foreach (var line in happened)
        {
            now = Happen(box, line, now);
        }

        box.Desired = SimulatedBox.Read(Edited(Edited(SimulatedBox.SampleState(), Section("before")), Section("wanted")));
        return (box, now);
    }

    public static string Found(Plan plan) => Text(
        plan.Report.Drifts.Select(d => $"{(d.Remediation == Remediation.Manual ? "! " : "")}{Line(d)}")
            .Concat(plan.Report.Ignored.Select(i => $"ignored {Line(i.Drift)}: {i.Reason}")),
        plan.Edits.Select(e => $"{(e.After is null ? "remove" : e.IsTouch ? "renew" : "write")} {Path.GetFileName(e.Path)}")
            .Concat(plan.Activations.Select(
                a => $"{a.Activation}, disturbs {a.Disturbs}{(a.WaitsFor is { } waits ? $", waits for {waits}" : "")}"))
            .Concat(plan.Blocked.Select(b => $"blocked: {b}"))
            .Concat(plan.Notes.Select(n => $"note: {n}")));

    private static string Line(Drift d) =>
        $"{d.Name}: wanted {d.Desired}{Layer("file", d.File)}{Layer("memory", d.Memory)}{Layer("client", d.Client)}";

    private static string Layer(string name, Message? value) => value is null ? "" : $"; {name} {value}";

    private static string Text(IEnumerable<string> drifts, IEnumerable<string> plan) =>
        string.Join('\n', (string[])["== drifts", .. drifts, "== plan", .. plan]);

    private List<string> Section(string name) => sections.GetValueOrDefault(name) ?? [];

    // "- old" and "+ new" in turn; "+ new" alone is added at the end.
    private static string Edited(string text, List<string> lines)
    {
        string? old = null;
        foreach (var line in lines)
        {
            if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                old = line[2..].Trim();
            }
            else if (old is null)
            {
                text += line[2..] + "\n";
            }
            else
            {
                text = text.Contains(old, StringComparison.Ordinal)
                    ? text.Replace(old, line.Length > 2
                    ? line[2..].Trim().Replace("\\n", "\n", StringComparison.Ordinal)
                    : "", StringComparison.Ordinal)
                    : throw new InvalidOperationException($"nothing says: {old}");
                old = null;
            }
        }

        return text;
    }

    private static DateTimeOffset Happen(SimulatedBox box, string line, DateTimeOffset now)
    {
        var words = line.Split(' ');
        switch (words)
        {
            case ["as", ..]:
                break;
            case ["calls", var number]:
                box.Channels = int.Parse(number, CultureInfo.InvariantCulture);
                break;
            case ["now", var moment]:
                return DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
            case ["reload", var configFile]:
                box.Reload(KnownSubjects.ConfigFiles.Single(c => c.Name == configFile));
                break;
            case ["memory", var type, var name, var option, var value]:
                box.Remember(Enum.Parse<PjsipType>(type, ignoreCase: true), name, option, value);
                break;
            case ["banned", var address]:
                box.Banned.Add(address);
                break;
            case ["secret", var name, var value]:
                box.Secrets[name] = new Secret(value);
                break;
            case ["served", ..]:
                box.Served = "0123456789abcdef0123";
                break;
            case ["chan_sip", "answers"]:
                box.Answers = WebSocketAnswer.ChanSip;
                break;
            case ["asterisk", var life]:
                box.Asterisk = Enum.Parse<AsteriskLife>(life, ignoreCase: true);
                break;
            case ["delete", var file]:
                box.Delete(file);
                break;
            case ["in", var file, "-", ..]:
                var (old, replacement) = (Between(line, " - ", " + "), line[(line.IndexOf(" + ", StringComparison.Ordinal) + 3)..]);
                box[file] = box[file].Contains(old, StringComparison.Ordinal)
                    ? box[file].Replace(old, replacement, StringComparison.Ordinal)
                    : throw new InvalidOperationException($"{file} has no {old}");
                break;
            case ["in", var file, "+", ..]:
                box[file] += line[(line.IndexOf(" + ", StringComparison.Ordinal) + 3)..].Replace("\\n", "\n", StringComparison.Ordinal)
                    + "\n";
                break;
            default:
                throw new InvalidOperationException($"not understood: {line}");
        }

        return now;
    }

    private static string Between(string line, string from, string to)
    {
        var start = line.IndexOf(from, StringComparison.Ordinal) + from.Length;
        return line[start..line.IndexOf(to, start, StringComparison.Ordinal)];
    }
}
