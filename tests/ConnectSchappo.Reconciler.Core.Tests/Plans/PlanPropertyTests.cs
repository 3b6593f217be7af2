using ConnectSchappo.Reconciler.Core.Plans;
using CsCheck;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What holds for any changes together, in any order.</summary>
public class PlanPropertyTests
{
    // Each alone, and the least activation that it costs.
    private static readonly (string Before, string After, Activation Activation)[] Changes =
    [
        ("context: from-internal", "context: from-outside", Activation.PjsipReload),
        ("allow: ulaw,alaw", "allow: alaw", Activation.PjsipReload),
        ("max_contacts: 5", "max_contacts: 3", Activation.PjsipReload),
        ("name: Recepcao", "name: Portaria", Activation.PjsipReload),
        ("bindport: 8088", "bindport: 8087", Activation.HttpReload),
        ("tlsbindaddr: 0.0.0.0:8089", "tlsbindaddr: 0.0.0.0:8090", Activation.HttpReload),
        ("alwaysauthreject: yes", "alwaysauthreject: no", Activation.SipReload),
        ("10.0.8.0/24]", "10.0.9.0/24]", Activation.Fail2banReload),
        ("[res_pjsip.so, ", "[res_pjsip.so, res_srtp.so, ", Activation.None),
    ];

    private static readonly Gen<int[]> Some = Gen.Shuffle(Enumerable.Range(0, Changes.Length).ToArray()).SelectMany(all => Gen.Int[0, all.Length].Select(n => all[..n]));

    [Fact]
    public void Changes_together_cost_no_more_than_each_alone_and_leave_nothing() => Some.Sample(
        chosen =>
        {
            var box = Changed(chosen);
            var plan = box.Plan("r2");

            Assert.Equal(
                chosen.Select(i => Changes[i].Activation).Where(a => a != Activation.None).Distinct().Order(),
                plan.Activations.Select(a => a.Activation));
            Assert.Equal(chosen.Length == 0, plan.Report.InSync);
            box.Apply(plan);
            Assert.False(box.Plan("r2").HasWork);
            Assert.True(box.Plan("r2").Report.InSync);
        },
        iter: 40);

    [Fact]
    public void The_order_of_changes_is_no_matter() => Some.Sample(
        chosen =>
        {
            var (one, other) = (Changed(chosen).Plan("r2"), Changed([.. chosen.Order()]).Plan("r2"));

            Assert.Equal(one.Edits, other.Edits);
            Assert.Equal(one.Activations, other.Activations);
            Assert.Equal(one.Report.Drifts, other.Report.Drifts);
        },
        iter: 20);

    private static SimulatedBox Changed(int[] chosen)
    {
        var box = SimulatedBox.Converged();
        box.Desired = SimulatedBox.Read(chosen.Aggregate(
            SimulatedBox.SampleState(), (state, i) => state.Replace(Changes[i].Before, Changes[i].After, StringComparison.Ordinal)));
        return box;
    }
}
