using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>
/// What runs now and would not run after the next start of Asterisk, of any subject and of anybody: a reload keeps what it had where it
/// does not take the files, a start has nothing. While there is any, a restart is withheld, and nothing else is. What Asterisk has not got
/// now cannot be lost, so that nothing is withheld for a trouble that it started with. Source: Asterisk 16.28, each tried.
/// </summary>
internal static class StartLosses
{
    /// <param name="box">The box.</param>
    /// <param name="report">What differs there.</param>
    /// <param name="blocked">The subjects whose files stay as they are.</param>
    /// <returns>For each loss the subject, what is lost, why, and what a person has to do; nothing where a restart does no harm.</returns>
    public static IEnumerable<Message> Find(
        BoxView box, DriftReport report, IReadOnlyDictionary<Subject, Message> blocked) =>
        report.Drifts.Where(d => IsLeft(d, blocked) && d.Subject.Runs(box)).Select(d => Lost(d, blocked))
            .Concat(box.Chains.Where(c => c.Subject.Runs(box)).SelectMany(c => OfFiles(box, c, blocked.ContainsKey(c.Subject))))
            .Distinct();

    // What runs is right and the file is not: neither we nor a reload put that right.
    private static bool IsLeft(Drift drift, IReadOnlyDictionary<Subject, Message> blocked) =>
        drift is { TakesEffect: DriftNeed.NextStart, InFile: true, InMemory: false }
        && (drift.Remediation == Remediation.Manual || blocked.ContainsKey(drift.Subject));

    private static Message Lost(Drift drift, IReadOnlyDictionary<Subject, Message> blocked) =>
        drift.Remediation == Remediation.Automatic && blocked.TryGetValue(drift.Subject, out var why)
            ? $"{drift.Name}: {drift.Consequence} ({why})"
            : (Message)$"{drift.Name}: {drift.Consequence}";

    private static IEnumerable<Message> OfFiles(BoxView box, ConfigFileView view, bool isLeft)
    {
        var configFile = view.ConfigFile;
        var (tree, sections) = isLeft ? (view.Now, view.SectionsNow) : (view.Wanted, view.SectionsWanted);
        var isUnseen = UnseenFiles.AnyAtStart(box, configFile);
        foreach (var told in isUnseen ? UnseenFiles.ToldOfStart(box, configFile) : [])
        {
            yield return $"{configFile.Name}: {told}";
        }

        if (!isUnseen && !tree.IsValid && (!configFile.MayBeMissing || tree.Files.Contains(configFile.Top)))
        {
            var problem = tree.Problems.FirstOrDefault(p => p.Severity >= ConfSeverity.Fatal)
                ?? tree.Problems.FirstOrDefault(p => p.Severity >= ConfSeverity.Error);
            yield return problem is null
                ? $"{configFile.Name}: the next start of Asterisk loads nothing of {configFile.Top}"
                : (Message)($"{configFile.Name}: the next start of Asterisk loads nothing of {configFile.Top} ({problem.Message}): "
                    + $"correct {problem.Place}");
        }

        foreach (var lost in view.Subject.LostAtStart(box, !isUnseen && tree.IsValid ? sections : null))
        {
            yield return lost;
        }
    }
}
