using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects;

/// <summary>
/// The questions about Asterisk's memory that one look asks: those of all subjects, of its manager interface in one go, and of its command
/// line where that is not to be had. Formats seen on Asterisk 16.28.
/// </summary>
public static class MemoryQuestions
{
    /// <summary>All of them, each once.</summary>
    public static EquatableArray<MemoryQuestion> All { get; } = KnownSubjects.All.SelectMany(s => s.Questions).ToEquatableArray();

    /// <summary>What is asked of the manager interface, each action once.</summary>
    public static IReadOnlyList<AmiAction> Actions(DesiredBox box) => [.. All.SelectMany(q => q.Actions(box)).Distinct()];

    /// <summary>What is asked of the command line, each command once.</summary>
    public static IReadOnlyList<string> Commands(DesiredBox box) =>
        [.. All.SelectMany(q => q.Commands(box)).Distinct(StringComparer.Ordinal)];

    /// <param name="box">The box that was asked about.</param>
    /// <param name="answers">The replies to <see cref="Actions"/>.</param>
    public static AsteriskMemory Read(DesiredBox box, AmiAnswers answers) =>
        All.Aggregate(AsteriskMemory.Unknown($"not asked"), (memory, question) => question.Add(memory, box, answers));

    /// <param name="box">The box that was asked about.</param>
    /// <param name="answers">What <see cref="Commands"/> printed.</param>
    public static AsteriskMemory Read(DesiredBox box, CliAnswers answers) => answers.IsEmpty
        ? AsteriskMemory.Unknown($"Asterisk's command line gave no answer")
        : All.Aggregate(AsteriskMemory.Unknown($"not asked"), (memory, question) => question.Add(memory, box, answers));
}
