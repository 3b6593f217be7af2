using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;
using CsCheck;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What holds for any changes together, in any order.</summary>
public class PlanPropertyTests
{
    // Each alone, and the least activation that it costs.
    private static readonly (string Before, string After, Activation? Activation)[] Changes =
    [
        ("context: from-internal", "context: from-outside", PjsipActivations.Reload),
        ("allow: ulaw,alaw", "allow: alaw", PjsipActivations.Reload),
        ("max_contacts: 5", "max_contacts: 3", PjsipActivations.Reload),
        ("name: Recepcao", "name: Portaria", PjsipActivations.Reload),
        ("bindport: 8088", "bindport: 8087", HttpActivations.Reload),
        ("tlsbindaddr: 0.0.0.0:8089", "tlsbindaddr: 0.0.0.0:8090", HttpActivations.Reload),
        ("alwaysauthreject: yes", "alwaysauthreject: no", ChanSipActivations.Reload),
        ("10.0.8.0/24]", "10.0.9.0/24]", Fail2banActivations.Reload),
        ("[res_pjsip.so, ", "[res_pjsip.so, res_srtp.so, ", null),
    ];

    private static readonly Gen<int[]> Some = Gen.Shuffle(Enumerable.Range(0, Changes.Length).ToArray())
        .SelectMany(all => Gen.Int[0, all.Length].Select(n => all[..n]));

    [Fact]
    public void Changes_together_cost_no_more_than_each_alone_and_leave_nothing() => Some.Sample(
        chosen =>
        {
            var box = Changed(chosen);
            var plan = box.Plan("r2");

            Assert.Equal(
                KnownSubjects.Activations.Where(chosen.Select(i => Changes[i].Activation).Contains),
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

    [Fact]
    public void The_order_of_what_memory_and_fail2ban_answer_is_no_matter()
    {
        var box = SimulatedBox.Converged(SimulatedBox.SampleState() + "rtp: {rtpstart: 12000, rtpend: 12998}\n");
        var (objects, ports) = (box["reconciler_pjsip.conf"], box["reconciler_rtp.conf"]);
        box["reconciler_pjsip.conf"] = objects.Replace("max_contacts=5", "max_contacts=9", StringComparison.Ordinal)
            .Replace("context=from-internal", "context=x", StringComparison.Ordinal);
        box["reconciler_rtp.conf"] = ports.Replace("12000", "11000", StringComparison.Ordinal);
        box["sip_custom.conf"] += "[250]\ntype=friend\nhost=dynamic\n[251]\ntype=friend\nhost=dynamic\n";
        Array.ForEach([PjsipSubject.Config, RtpSubject.Config, ChanSipSubject.Config], box.Reload);
        (box["reconciler_pjsip.conf"], box["reconciler_rtp.conf"]) = (objects, ports);
        box.Banned.AddRange(["10.0.8.7", "10.0.8.9", "203.0.113.7", "203.0.113.8"]);
        box.Flushed.UnionWith(["203.0.113.7", "203.0.113.8"]);
        box.IgnoreIp.Remove("10.0.8.0/24");
        box.IgnoreIp.AddRange(["203.0.113.40", "203.0.113.41"]);
        box.Channels = 3;
        var expected = box.Plan("r2");
        Assert.Equal(
            [Fail2banActivations.Reload, Fail2banActivations.Unban, RtpActivations.Reload, PjsipActivations.Reload,
                ChanSipActivations.Reload],
            expected.Activations.Select(a => a.Activation));
        Assert.True(expected.Report.Drifts.Count(d => d.InMemory) >= 8);

        Gen.Int.Sample(
            seed =>
            {
                var order = new Random(seed);
                box.Blind = seen => seen with
                {
                    Memory = new SimulatedManager(box.Desired, seen.Memory).Told(order),
                    Jails = seen.Jails.TryGet(out var jails)
                        ? Fact.Known(jails.SetItem("asterisk", Shuffled(jails["asterisk"], order)))
                        : seen.Jails,
                };
                var plan = box.Plan("r2");

                Assert.Equal(expected.Activations, plan.Activations);
                Assert.Equal(expected.Report.Drifts, plan.Report.Drifts);
                Assert.Equal(expected.Report.Unknown, plan.Report.Unknown);
                Assert.Equal(expected.Edits, plan.Edits);
            },
            iter: 40,
            threads: 1);
    }

    private static JailMemory Shuffled(JailMemory jail, Random order)
    {
        var (ignored, banned) = (jail.IgnoreIp.ToArray(), jail.Banned.ToArray());
        order.Shuffle(ignored);
        order.Shuffle(banned);
        return jail with { IgnoreIp = ignored.ToEquatableArray(), Banned = banned.ToEquatableArray() };
    }

    private static SimulatedBox Changed(int[] chosen)
    {
        var box = SimulatedBox.Converged();
        box.Desired = SimulatedBox.Read(chosen.Aggregate(
            SimulatedBox.SampleState(), (state, i) => state.Replace(Changes[i].Before, Changes[i].After, StringComparison.Ordinal)));
        return box;
    }
}
