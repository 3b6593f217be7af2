using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

public class ExitCodeTests
{
    [Theory]
    [InlineData(0, (int)Verdict.Converged)]
    [InlineData(2, (int)Verdict.Drift)]
    [InlineData(5, (int)Verdict.Blocked)]
    [InlineData(4, (int)Verdict.Failed)]
    [InlineData(2, (int)Verdict.Converged, (int)Verdict.Drift)]
    [InlineData(5, (int)Verdict.Drift, (int)Verdict.Blocked, (int)Verdict.Converged)]
    [InlineData(4, (int)Verdict.Blocked, (int)Verdict.Failed, (int)Verdict.Drift)]
    [InlineData(0)]
    public void Is_that_of_the_worst_box(int code, params int[] verdicts) =>
        Assert.Equal(code, ExitCode.Of(verdicts.Select(v => (Verdict)v)));

    [Theory]
    [InlineData(true, "refused", false, 3)]
    [InlineData(false, "the source cannot be had", false, 1)]
    [InlineData(false, null, false, 0)]
    [InlineData(false, null, true, 9)]
    [InlineData(true, "refused", true, 3)]
    public void Whoever_pushed_a_revision_that_is_refused_is_told_by_the_exit_code_of_sync(bool refused, string? trouble, bool ranOut, int code) => Assert.Equal(
        code, ExitCode.OfSync(new ControlReply { RanOut = ranOut, Status = new FleetStatus("1", "s", "r1", trouble, default, []) { IsRefused = refused } }, waited: false));

    [Fact]
    public void A_box_is_judged_by_what_is_left()
    {
        Assert.Equal(Verdict.Converged, Outcomes.InSync().Verdict);
        Assert.Equal(Verdict.Converged, Outcomes.Healed().Verdict);
        Assert.Equal(Verdict.Failed, Outcomes.NotProved().Verdict);
        Assert.Equal(Verdict.Blocked, Outcomes.Pending().Verdict);
        Assert.Equal(Verdict.Failed, Outcomes.Unreachable().Verdict);
        Assert.Equal(Verdict.Drift, (Outcomes.InSync() with { Plan = Outcomes.Plan("r1", Outcomes.Context) }).Verdict);
    }
}
