using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Rounds;

public class RoundRecorderTests
{
    [Fact]
    public void An_outcome_that_was_handed_out_stays_as_it_was()
    {
        var observer = new Keeping();
        var round = new RoundRecorder(Outcomes.InSync(), observer);
        var steps = new TransactionSteps(new TransactionHead("t1"), round);

        steps.Begin(Outcomes.Healed().Plan!);
        steps.AddAll(Outcomes.Healed().Steps);
        steps.Add(new Step.Transacted(TransactionEvent.Confirmed, StepResult.Done, $"verified and confirmed"));

        Assert.Equal([0, 2, 3], observer.SoFar.Select(o => o.Steps.Count));
        Assert.Equal(3, round.Outcome.Steps.Count);
        Assert.All(round.Outcome.Steps, s => Assert.Equal("t1", s.Transaction));
    }

    private sealed class Keeping : IRoundObserver
    {
        public List<BoxOutcome> SoFar { get; } = [];

        public void OnTransactionBegun(BoxOutcome soFar, string transaction, Plan work) => SoFar.Add(soFar);

        public void OnStepsDone(BoxOutcome soFar, IReadOnlyList<Step> steps) => SoFar.Add(soFar);
    }
}
