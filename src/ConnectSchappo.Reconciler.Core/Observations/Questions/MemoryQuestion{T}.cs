using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Questions;

/// <summary>A question with an answer of a type.</summary>
public abstract class MemoryQuestion<T> : MemoryQuestion
{
    /// <summary>Reads the answer out of the replies to all actions of a look.</summary>
    internal abstract Fact<T> Read(DesiredBox box, AmiAnswers answers);

    /// <summary>Reads the answer out of what all commands of a look printed.</summary>
    internal virtual Fact<T> Read(DesiredBox box, CliAnswers answers) =>
        Fact.Unknown<T>($"only the manager interface shows it, and this box does not offer it");

    /// <summary>
    /// The names that the command line was asked about one by one, since its list would cut them: whether there is another one is not
    /// known. Null where the answer has all there are.
    /// </summary>
    internal virtual ImmutableHashSet<string>? AskedByName(DesiredBox box, CliAnswers answers) => null;

    internal sealed override Message? Missing(AsteriskMemory memory) => memory.Answer(this).Missing;

    internal sealed override AsteriskMemory Add(AsteriskMemory memory, DesiredBox box, AmiAnswers answers) =>
        memory.With(this, Read(box, answers));

    internal sealed override AsteriskMemory Add(AsteriskMemory memory, DesiredBox box, CliAnswers answers) =>
        memory.With(this, Read(box, answers), AskedByName(box, answers));
}
