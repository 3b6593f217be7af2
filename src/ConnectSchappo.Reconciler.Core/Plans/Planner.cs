using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>Makes the plan that removes a box's drifts with the least disruption. Pure: the same view gives the same plan.</summary>
public static class Planner
{
    /// <param name="box">The box as it is wanted and seen, and the moment for which the plan is made: a restart window is open or
    /// not.</param>
    /// <param name="revision">The desired state's revision.</param>
    public static Plan Make(BoxView box, string revision)
    {
        var report = Differ.Find(box);
        var blocks = PartBlocks.Find(box, report);
        var edits = FileEdits.For(box, report, blocks).ToEquatableArray();
        var tried = new VainActivations(box);
        var activations = Activations.For(box, report, edits, blocks, tried).ToList();
        edits = WithoutIdleTouches(edits, activations);
        return new Plan
        {
            Box = box.Desired.Name,
            Revision = revision,
            Report = report,
            Seen = box.Seen.Files.Values.OrderBy(f => f.Path, StringComparer.Ordinal)
                .Select(f => new SeenFile(f.Path, f.Sha256) { Subject = FileEdits.SubjectOf(box, f.Path) }).ToEquatableArray(),
            ForPeople = report.Drifts.Where(d => d is { Remediation: Remediation.Manual, IsQuarantined: false })
                .Select(d => (Message)$"{d.Name}: {d.Consequence}").ToEquatableArray(),
            Notes = Notes(box, report, activations).ToEquatableArray(),
            Troubles = VersionNotes.Troubles(box).ToEquatableArray(),
            Edits = edits,
            Blocked = KnownSubjects.All.Where(blocks.ContainsKey).Select(s => blocks[s]).Distinct()
                .Concat(OfSecrets(box)).Concat(RestartNever(box, activations)).ToEquatableArray(),
            Quarantined = OfQuarantine(report).Concat(tried.Left).ToEquatableArray(),
            Activations = activations.ToEquatableArray(),
            Goes = MemoryNames.Going(box).ToEquatableArray(),
            Holds = box.Holds,
            Moves = KnownSubjects.All.SelectMany(s => s.TakesOver(box).Select(item => (item, s))).ToEquatableArray(),
            Dependencies = PartBlocks.Dependencies(box).ToEquatableArray(),
            Withheld = box.Desired.Policy.Mode == PolicyMode.Observe ? (Message)$"policy.mode is observe: nothing is changed" : null,
        };
    }

    // A new date serves the reload that reads the file again; without one it would only be written again and again.
    private static EquatableArray<FileEdit> WithoutIdleTouches(EquatableArray<FileEdit> edits, List<PlannedActivation> activations) => edits
        .Where(e => !e.IsTouch || e.GivesRights
            || activations.Exists(a => a.Serves.Contains(e.Subject) || a.Covers.Any(c => c.Serves.Contains(e.Subject))))
        .ToEquatableArray();

    private static IEnumerable<QuarantinedChange> OfQuarantine(DriftReport report) =>
        report.Drifts.Where(d => d.IsQuarantined).GroupBy(d => (d.Subject, d.Consequence))
            .Select(g => (What: (Message)$"{g.Key.Subject.Name}: {Listing.Of(g.Select(d => d.Resource.ToString()))}", g.Key.Consequence))
            .Select(g => new QuarantinedChange(
                g.What,
                $"{g.What} was rolled back on this box and keeps its last confirmed value ({g.Consequence}): it is retried when a commit "
                    + $"changes it, with apply --force, and, unless a person rolled it back, when something that it depends on changes"));

    // One that is missing is told of as what is not known.
    private static IEnumerable<Message> OfSecrets(BoxView box) =>
        box.Holds.Where(h => h is { Kind: HoldKind.Secret, MissingSecret: null }).GroupBy(h => h.Reason)
            .Select(g => (Message)$"{Listing.Of(g.Select(h => h.Object.ToString()))}: {g.Key}");

    private static IEnumerable<Message> RestartNever(BoxView box, List<PlannedActivation> activations)
    {
        if (box.Desired.Policy.RestartWhen == RestartWhen.Never && activations.RemoveAll(a => a.Activation == KnownSubjects.Restart) > 0)
        {
            yield return $"a restart is needed, and policy.restart.when is never: restart Asterisk yourself when convenient; "
                + $"everything that a reload can do is done";
        }
    }

    private static IEnumerable<Message> Notes(BoxView box, DriftReport report, List<PlannedActivation> activations)
    {
        // What cuts a file of others cost us nothing, since our line comes first; it costs them.
        foreach (var problem in box.Chains.SelectMany(c => c.Wanted.Problems)
            .Where(p => p.Severity >= ConfSeverity.Error && !UnseenFiles.AreIncludedAt(box, p.Place)).Distinct())
        {
            yield return $"{problem.Place}: {problem.Message}: {problem.Effect}";
        }

        foreach (var (configFile, place) in box.Chains.Where(c => c.HasOwn)
            .SelectMany(c => UnseenFiles.Executed(box, c.ConfigFile).Select(p => (c.ConfigFile, p))))
        {
            yield return $"{place}: #exec runs a program whose output is unknown: "
                + $"what no file of {configFile.Name} says is not taken for missing";
        }

        foreach (var slow in box.Seen.WithoutSigns)
        {
            yield return slow;
        }

        if (VersionNotes.Other(box) is { } version)
        {
            yield return version;
        }

        foreach (var note in FileNotes.OpenSecrets(box).Concat(FileNotes.LinesElsewhere(box)))
        {
            yield return note;
        }

        foreach (var note in box.Subjects.SelectMany(s => s.Notes(box, report)))
        {
            yield return note;
        }

        var uncompared = box.Subjects.SelectMany(s => s.Uncompared(box)).Distinct().ToList();
        if (uncompared.Count > 0)
        {
            yield return $"compared in files only, because Asterisk does not show them in memory: {Listing.Of(uncompared)}";
        }

        if (box.Desired.Policy.IsHastened)
        {
            yield return $"a person asked for --now: a restart waits neither for its window nor for calls to end";
        }

        foreach (var restart in activations.Where(a => a.WaitsFor is null && !a.Loses.IsEmpty))
        {
            yield return $"forced by a person: the restart removes what works now: {Listing.Of(restart.Loses)}";
        }

        foreach (var note in UnloadedEdits.Find(box, activations))
        {
            yield return note;
        }

        foreach (var problem in PartBlocks.SecretWarnings(box))
        {
            yield return $"{problem.Place}: {problem.Code}: {problem.Message} {problem.Hint}";
        }
    }
}
