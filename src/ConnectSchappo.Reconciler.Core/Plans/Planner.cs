using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>Makes the plan that removes a box's drifts with the least disruption. Pure: the same view gives the same plan.</summary>
public static class Planner
{
    /// <param name="box">The box as it is wanted and seen.</param>
    /// <param name="revision">The desired state's revision.</param>
    /// <param name="now">The moment for which the plan is made: a restart window is open or not.</param>
    public static Plan Make(BoxView box, string revision, DateTimeOffset now)
    {
        var report = Differ.Find(box);
        var ofSecrets = ChainBlocks.SecretProblems(box);
        var plan = new Plan
        {
            Box = box.Desired.Name,
            Revision = revision,
            Report = report,
            Seen = box.Seen.Files.Values.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => new SeenFile(f.Path, f.Sha256)).ToEquatableArray(),
            ForPeople = report.Drifts.Where(d => d.Cure == Cure.Person).Select(d => $"{d.Subject}: {d.Consequence}").ToEquatableArray(),
            Notes = Notes(box, report, ofSecrets).ToEquatableArray(),
        };
        if (Unserved(box) is { } reason)
        {
            return plan with { Blocked = [reason] };
        }

        var chains = ChainBlocks.Find(box, report, ofSecrets);
        var edits = FileEdits.For(box, report, chains).ToEquatableArray();
        var activations = Activations.For(box, report, edits, chains, now).ToList();
        var blocked = chains.Values.Concat(RestartNever(box, activations)).ToEquatableArray();
        return plan with
        {
            Edits = edits,
            Activations = activations.ToEquatableArray(),
            Blocked = blocked,
            Withheld = box.Desired.Policy.Mode == PolicyMode.Observe ? "policy.mode is observe: nothing is changed" : null,
        };
    }

    // Whoever stopped Asterisk may be at work on its files: nothing is changed behind their back.
    private static string? Unserved(BoxView box) => box.Seen.Asterisk switch
    {
        AsteriskLife.Stopped when box.Desired.Policy.Service != ServicePolicy.Ensure =>
            "Asterisk is stopped: nothing is changed until it runs again (policy.service: ensure would start it)",
        AsteriskLife.Booting => "Asterisk is not fully booted yet: the next look will tell",
        AsteriskLife.Hung => "Asterisk does not answer: nothing is changed, and nothing restarted blindly",
        _ => null,
    };

    private static IEnumerable<string> RestartNever(BoxView box, List<PlannedActivation> activations)
    {
        if (box.Desired.Policy.RestartWhen == RestartWhen.Never && activations.RemoveAll(a => a.Activation == Activation.Restart) > 0)
        {
            yield return "a restart is needed and policy.restart.when is never: restart Asterisk yourself when it suits; what a reload can do is done";
        }
    }

    private static IEnumerable<string> Notes(BoxView box, DriftReport report, EquatableArray<Problem> ofSecrets)
    {
        // What cuts a file of others cost us nothing, since our line comes first; it costs them.
        foreach (var problem in box.Chains.SelectMany(c => c.Wanted.Problems).Where(p => p.Severity >= ConfSeverity.Error).Distinct())
        {
            yield return $"{problem.Place}: {problem.Message}: {problem.Effect}";
        }

        // A reload moves a transport that says so itself, even where it says so from this very change on. Source: 16.28, tried.
        foreach (var transport in report.Drifts.Where(d => d is { Kind: DriftKind.Pjsip, Needs: DriftNeed.Restart, Cure: Cure.Ours } && d.Resource.StartsWith("transport ", StringComparison.Ordinal)).Select(d => d.Resource).Distinct(StringComparer.Ordinal))
        {
            yield return $"{transport}: with allow_reload: yes in the desired state a reload would do, and no restart";
        }

        // The manager interface alone can ask for it: a box without one is not for ever out of sync.
        if (box.Seen.Client.Answers.TryGet(out var answers) && answers == WebSocketAnswer.Pjsip && box.Seen.Client.CanBeCalled.Missing is { } why)
        {
            yield return $"whether Asterisk can send a softphone anything is not known: {why}";
        }

        if (box.Desired.Policy.IsHastened)
        {
            yield return "a person asked for it now: a restart waits neither for its window nor for calls to end";
        }

        foreach (var problem in ofSecrets.Where(p => p.Severity == Severity.Warning))
        {
            yield return $"{problem.Place}: {problem.Code}: {problem.Message} {problem.WayOut}";
        }
    }
}
