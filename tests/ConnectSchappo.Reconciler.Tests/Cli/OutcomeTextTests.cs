using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Tests.Plans;
using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

/// <summary>What a person reads of a plan.</summary>
public class OutcomeTextTests
{
    [Fact]
    public void The_plan_of_a_factory_box_fits_a_screen()
    {
        var lines = Text(SimulatedBox.Factory()).TrimEnd().Split('\n').Sum(l => 1 + ((l.Length - 1) / 120));

        Assert.InRange(lines, 20, 45);
    }

    [Fact]
    public void Many_of_a_kind_are_told_by_their_number()
    {
        var state = SimulatedBox.SampleState().Replace(
            "extensions:", "extensions:\n" + string.Join('\n', Enumerable.Range(300, 200).Select(n => $"  \"{n}\": {{profile: webrtc, name: A, password: {{secret: softphone-250}}}}")), StringComparison.Ordinal);
        var text = Text(SimulatedBox.Factory(state));

        Assert.Contains("and 197 more of the kind endpoint: endpoint 305, ", text, StringComparison.Ordinal);
        Assert.True(text.Split('\n').Length < 60, text);
    }

    [Fact]
    public void A_restart_that_waits_says_for_what_and_what_it_would_cut()
    {
        var box = SimulatedBox.Factory();
        box.Channels = 2;

        Assert.Contains(
            "waits for 2 channel(s) in progress to end; an alert after 2:00 h, never forced; apply --now would not wait, and cut 2 channel(s)", Text(box), StringComparison.Ordinal);
    }

    [Fact]
    public void Asked_for_now_it_says_whom_it_cuts()
    {
        var box = SimulatedBox.Factory();
        box.Channels = 2;
        box.Desired = box.Desired with { Policy = box.Desired.Policy.Hastened() };

        var text = Text(box);

        Assert.Contains("CUTS 2 channel(s) in progress", text, StringComparison.Ordinal);
        Assert.Contains("note: a person asked for it now", text, StringComparison.Ordinal);
        Assert.DoesNotContain("waits for", text, StringComparison.Ordinal);
    }

    private static string Text(SimulatedBox box) =>
        OutcomeText.Of(new BoxOutcome { Box = "matriz", Revision = "r1", Plan = box.Plan(), Seen = box.Observe() }, diff: false);
}
