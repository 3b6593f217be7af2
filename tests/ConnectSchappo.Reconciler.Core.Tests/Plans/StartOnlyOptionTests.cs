using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// Transports and the system's options, of which a reload takes only some: the rest waits for a restart, and is told until then.
/// Each row was tried on Asterisk 16.28.
/// </summary>
public class StartOnlyOptionTests
{
    private const string Transport = "trunk-udp: {protocol: udp, bind: 0.0.0.0:5091, tos: cs3, external_media_address: 203.0.113.5}";

    [Theory]
    [InlineData("0.0.0.0:5091", "0.0.0.0:5093", "Restart")]
    [InlineData("protocol: udp", "protocol: tcp", "Restart")]
    [InlineData("tos: cs3", "tos: ef", "Restart")]
    [InlineData("0.0.0.0:5091,", "0.0.0.0:5093, allow_reload: yes,", "PjsipReload")]
    [InlineData("203.0.113.5", "203.0.113.6", "PjsipReload")]
    [InlineData("203.0.113.5", "203.0.113.5, local_net: [10.0.0.0/8, 192.168.0.0/16]", "PjsipReload")]
    public void A_changed_transport_takes_what_its_option_needs(string before, string after, string activation)
    {
        var box = Converged();
        box.Desired = State(Transport.Replace(before, after, StringComparison.Ordinal));

        var plan = box.Plan("r2");
        box.Apply(plan);

        Assert.Equal(activation, string.Join(' ', plan.Activations.Select(a => a.Activation)));
        Assert.Empty(box.Plan("r2").Report.Drifts);
    }

    [Fact]
    public void With_a_call_up_the_file_is_written_and_the_restart_waits_and_is_told()
    {
        var box = Converged();
        box.Channels = 1;
        box.Desired = State(Transport.Replace("5091", "5093", StringComparison.Ordinal));

        box.Apply(box.Plan("r2"));
        var drift = Assert.Single(box.Plan("r2").Report.Drifts);

        Assert.Equal(("transport trunk-udp bind", "0.0.0.0:5091", null, DriftNeed.Restart),
            (drift.Name, drift.Memory?.ToString(), drift.File?.ToString(), drift.TakesEffect));
        Assert.Empty(box.Plan("r2").Edits);
        Assert.Equal([AsteriskActivations.Restart], box.Plan("r2").Activations.Select(a => a.Activation));
    }

    [Fact]
    public void A_bind_that_only_the_file_has_wrong_waits_for_the_next_start_and_costs_nobody()
    {
        var box = Converged();
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"].Replace("5091", "5093", StringComparison.Ordinal);

        var plan = box.Plan();

        Assert.Equal(DriftNeed.NextStart, Assert.Single(plan.Report.Drifts).TakesEffect);
        Assert.Empty(plan.Activations);
        Assert.Single(plan.Edits);
    }

    [Fact]
    public void Of_a_transport_that_goes_it_is_told_that_its_port_stays_open()
    {
        var box = Converged();
        box.Desired = SimulatedBox.Read(SimulatedBox.SampleState());

        var drift = Assert.Single(box.Plan("r2").Report.Drifts);

        Assert.Equal(("transport trunk-udp", "absent"), (drift.Name, drift.Desired.ToString()));
        Assert.Contains("its port stays open until Asterisk's next start", drift.Consequence.ToString(), StringComparison.Ordinal);
        box.Apply(box.Plan("r2"));
        Assert.Empty(box.Plan("r2").Report.Drifts);
    }

    [Fact]
    public void The_systems_options_are_read_at_the_start_alone()
    {
        var box = Converged();
        box.Desired = State(Transport + "\n  system: {timer_t1: 600}");
        box.Channels = 1;

        Assert.Equal([AsteriskActivations.Restart], box.Plan("r2").Activations.Select(a => a.Activation));
        box.Apply(box.Plan("r2"));
        box.Reload(PjsipSubject.Config);
        Assert.Equal(["system system timer_t1"], box.Plan("r2").Report.Drifts.Select(d => d.Name));

        box.Channels = 0;
        box.Apply(box.Plan("r2"));
        Assert.Empty(box.Plan("r2").Report.Drifts);
    }

    [Fact]
    public void A_default_port_and_netmasks_are_no_drift()
    {
        var box = SimulatedBox.Factory();
        box.Desired = State("t: {protocol: tls, bind: 0.0.0.0, local_net: 10.0.0.0/8}");
        box.Apply(box.Plan());

        box.Remember(PjsipType.Transport, "t", "bind", "0.0.0.0:5061");
        box.Remember(PjsipType.Transport, "t", "local_net", "10.0.0.0/255.0.0.0");

        Assert.Empty(box.Plan().Report.Drifts);
    }

    private static SimulatedBox Converged()
    {
        var box = SimulatedBox.Factory();
        box.Desired = State(Transport);
        box.Apply(box.Plan());
        Assert.Empty(box.Plan().Report.Drifts);
        return box;
    }

    private static DesiredBox State(string transports) => SimulatedBox.Read(SimulatedBox.SampleState().Replace(
        "  auths:\n", $"  transports:\n    {transports}\n  auths:\n", StringComparison.Ordinal));
}
