using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Texts;

namespace ConnectSchappo.Reconciler.Core.Observations.Questions;

/// <summary>When Asterisk started: date and time by the box's own clock. The command line tells the time as it likes to print it.</summary>
public sealed class StartedQuestion : MemoryQuestion<string>
{
    private StartedQuestion()
    {
    }

    public static StartedQuestion Instance { get; } = new();

    public override Message What { get; } = $"when Asterisk started";

    /// <summary>Asks for the times of the start and of the last reload.</summary>
    internal static AmiAction Status { get; } = new("CoreStatus");

    // For people, and a part of what a change hangs on.
    internal override bool IsNeeded(DesiredBox box) => false;

    internal override IEnumerable<AmiAction> Actions(DesiredBox box) => [Status];

    internal override IEnumerable<string> Commands(DesiredBox box) => [CoreSettingsText.Command];

    internal override Fact<string> Read(DesiredBox box, AmiAnswers answers) =>
        answers.To(Status).Said(r => $"{r["CoreStartupDate"]} {r["CoreStartupTime"]}");

    internal override Fact<string> Read(DesiredBox box, CliAnswers answers) => CoreSettingsText.Started(answers[CoreSettingsText.Command]);
}
