using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Ami;

namespace ConnectSchappo.Reconciler.Core.Observations.Questions;

/// <summary>
/// One thing to know of Asterisk's running memory: what is asked for it, by the manager interface or else by the command line, and how the
/// answer is read. It stands in the folder of the subject that needs it. It is the same object throughout: an answer is found by it.
/// </summary>
public abstract class MemoryQuestion
{
    private protected MemoryQuestion()
    {
    }

    /// <summary>What the answer tells, in a few words for a person.</summary>
    public abstract Message What { get; }

    public sealed override string ToString() => What.ToString();

    /// <summary>Whether without the answer nobody can say that a box is as wanted.</summary>
    internal abstract bool IsNeeded(DesiredBox box);

    /// <summary>
    /// What is asked of the manager interface; nothing where the desired state makes nobody need it. An action of several questions is sent
    /// once.
    /// </summary>
    internal abstract IEnumerable<AmiAction> Actions(DesiredBox box);

    /// <summary>
    /// What is asked of the command line where the manager interface is not to be had; nothing where that alone tells it.
    /// </summary>
    internal virtual IEnumerable<string> Commands(DesiredBox box) => [];

    /// <summary>Why the answer is missing; null where it is known.</summary>
    internal abstract Message? Missing(AsteriskMemory memory);

    /// <summary>What is remembered, and the answer with it.</summary>
    internal abstract AsteriskMemory Add(AsteriskMemory memory, DesiredBox box, AmiAnswers answers);

    /// <summary>What is remembered, and the answer with it.</summary>
    internal abstract AsteriskMemory Add(AsteriskMemory memory, DesiredBox box, CliAnswers answers);
}
