using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>Subjects that must not be touched now, each with its reason: a change there would break more than it mends.</summary>
internal static class PartBlocks
{
    /// <summary>What is unwise about the secrets that are there; what is wrong with one holds the object that needs it.</summary>
    public static EquatableArray<Problem> SecretWarnings(BoxView box) =>
        SecretChecks.Check(box.Asked, name => box.Secrets.Values.TryGetValue(name, out var found) ? found : null)
            .Where(p => p.Severity == Severity.Warning && p.Code != ProblemKinds.SecretMissing.Code).ToEquatableArray();

    public static IReadOnlyDictionary<Subject, Message> Find(BoxView box, DriftReport report)
    {
        var blocks = new Dictionary<Subject, Message>(box.Past.Unfinished);
        foreach (var subject in KnownSubjects.All)
        {
            if (Unserved(box, subject) is { } reason)
            {
                blocks.TryAdd(subject, reason);
            }

            if (IsObservedAlone(box.Desired.Policy, subject) && report.Drifts.Any(d => d.Subject == subject))
            {
                blocks.TryAdd(subject, $"{subject}: its policy.mode is observe: nothing is changed");
            }
        }

        foreach (var subject in box.Subjects)
        {
            if (subject.Block(box) is { } reason)
            {
                blocks.TryAdd(subject, reason);
            }
        }

        foreach (var drift in report.Drifts.Where(
            d => d is { Remediation: Remediation.Manual, ConfigFile: not null } && d.Subject.IsBlockedBy(d)))
        {
            blocks.TryAdd(drift.Subject, drift.Place is { } place
                ? $"{drift.ConfigFile!.Name}: {drift.Name} at {place}: {drift.Consequence}"
                : (Message)$"{drift.ConfigFile!.Name}: {drift.Name}: {drift.Consequence}");
        }

        foreach (var (part, on) in Dependencies(box).Where(d => blocks.ContainsKey(d.On)))
        {
            blocks.TryAdd(part, $"{part}: an extension leaves chan_sip only after PJSIP has it, and {on} is not changed: {blocks[on]}");
        }

        return blocks;
    }

    /// <summary>Which part must not be done without which other.</summary>
    public static IEnumerable<(Subject Part, Subject On)> Dependencies(BoxView box) => box.Subjects.SelectMany(s => s.Dependencies(box));

    private static bool IsObservedAlone(Policy policy, Subject subject) =>
        policy.Mode == PolicyMode.Enforce && subject.Section is { } section && policy.ModeOf(section.Name) == PolicyMode.Observe;

    // Whoever stopped Asterisk may be at work on its files: nothing is changed behind their back.
    private static Message? Unserved(BoxView box, Subject subject) => !subject.NeedsAsterisk
        ? box.Seen.Fail2ban == Fail2banLife.Stopped && IsStoppedAgainAndAgain(box, subject)
            ? (Message)$"fail2ban was stopped repeatedly: it is started only every few minutes" : null
        : box.Seen.Asterisk switch
    {
        AsteriskLife.Stopped when IsStoppedAgainAndAgain(box, KnownSubjects.Asterisk) =>
            $"Asterisk was stopped repeatedly: it is started only every few minutes; "
                + $"start it (systemctl start asterisk), or suspend the box while you work on it (reconciler suspend)",
        AsteriskLife.Stopped when box.Desired.Policy.Service != ServicePolicy.Ensure =>
            (Message)$"Asterisk is stopped: nothing is changed until it runs (policy.service: ensure would start it)",
        AsteriskLife.Booting => $"Asterisk is still booting: the next round observes it again",
        AsteriskLife.Hung => $"Asterisk does not answer: nothing is changed, and it is not restarted automatically",

        // Every Asterisk since 1.8 says it; what it reads where it does not is not known, and a file that it does not read is not edited.
        AsteriskLife.Running when box.Seen.Memory.ConfigDirectory.Missing is { } why =>
            $"Asterisk does not report its configuration directory ({why}): nothing is changed until it does; "
                + $"check it (asterisk -rx 'core show settings')",
        AsteriskLife.Stopped or AsteriskLife.Running => null,
        _ => throw new InvalidOperationException($"no word for {box.Seen.Asterisk}"),
    };

    private static bool IsStoppedAgainAndAgain(BoxView box, Subject subject) => box.Past.Contested.Contains(new ServiceId(subject));
}
