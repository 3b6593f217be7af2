using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Questions;

/// <summary>
/// A question that one command of Asterisk's command line answers. The manager interface runs it too, and gives the same lines.
/// </summary>
public abstract class PrintedQuestion<T> : MemoryQuestion<T>
{
    private readonly string command;
    private readonly AmiAction action;

    private protected PrintedQuestion(string command)
    {
        this.command = command;
        action = AmiAction.Command(command);
    }

    internal sealed override IEnumerable<AmiAction> Actions(DesiredBox box) => [action];

    internal override IEnumerable<string> Commands(DesiredBox box) => [command];

    internal sealed override Fact<T> Read(DesiredBox box, AmiAnswers answers) => answers.To(action) is { Succeeded: false } refused
        ? Fact.Unknown<T>($"{command}: {refused.Why()}")
        : Read(box.Catalogue, answers.Lines(action));

    internal sealed override Fact<T> Read(DesiredBox box, CliAnswers answers) => Read(box.Catalogue, answers[command]);

    /// <summary>Reads what the command printed; of nothing the answer is unknown.</summary>
    private protected abstract Fact<T> Read(AsteriskCatalogue catalogue, IReadOnlyList<string> lines);
}
