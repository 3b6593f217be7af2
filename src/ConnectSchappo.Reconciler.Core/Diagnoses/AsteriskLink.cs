using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>Asterisk itself.</summary>
internal sealed class AsteriskLink() : Link(
    "Asterisk", "whether it runs and answers; what is known of its version", Stopped, Hung, NoAnswers, Trouble)
{
    private static readonly Cause Stopped = new("asterisk-stopped", $"Asterisk does not run");
    private static readonly Cause Hung = new("asterisk-hung", $"Asterisk runs and answers nobody");
    private static readonly Cause NoAnswers = new("no-answers", $"nothing of Asterisk's memory could be examined");
    private static readonly Cause Trouble = new(
        "version-trouble", $"this version of Asterisk has a known trouble that concerns softphones");

    private protected override IEnumerable<Finding> Find(Evidence evidence)
    {
        var life = evidence.Seen.Asterisk;
        if (life is AsteriskLife.Stopped or AsteriskLife.Hung)
        {
            yield return life == AsteriskLife.Stopped
                ? new(Weight.Broken, Stopped, $"Asterisk is stopped", $"it has no process", $"on the box: systemctl start asterisk")
                : new(
                    Weight.Broken, Hung, $"Asterisk hangs", $"its process is there, and its command line does not answer",
                    $"on the box: systemctl restart asterisk; it ends all calls");
        }

        // What could not be looked at is not well.
        if (life == AsteriskLife.Running && evidence.Answers is null)
        {
            yield return new(
                Weight.Broken, NoAnswers, $"Asterisk runs, and nothing of its memory could be examined", evidence.NoMemory!,
                $"let the account that reconciler uses into the manager interface (docs/operations.md, \"What a box needs\")");
        }

        if (evidence.Seen.Version is not { } version)
        {
            yield break;
        }

        var troubles = VersionTrouble.All.Where(t => t.IsTold && t.IsIn(version) && (!t.IsOfSoftphones || evidence.IsSoftphone)).ToList();
        if (troubles.Count > 0)
        {
            yield return new(
                Weight.Remark, Trouble, $"{version} has {troubles.Count} known troubles that concern this phone",
                Listing.Of(troubles.Select(t => t.Advisory is { } id ? $"{t.What} ({id})" : t.What), troubles.Count),
                $"upgrade Asterisk, unless its packager has mended this version");
        }
    }

    private protected override Message Well(Evidence evidence) =>
        evidence.Seen.Version is { } version ? $"{version} runs" : (Message)$"it runs";
}
