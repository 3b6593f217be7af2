using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

internal static class ObservationAnswers
{
    extension(Observation seen)
    {
        /// <summary>The same look, but that memory answered something else to a question.</summary>
        public Observation Answered<T>(MemoryQuestion<T> question, Fact<T> answer) =>
            seen with { Memory = seen.Memory.With(question, answer) };
    }
}
