using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What a commit asks for is nobody's drift, and nobody is accused of it.</summary>
public class OriginTests
{
    [Fact]
    public void A_commit_whose_secret_is_missing_moved_no_box()
    {
        var box = SimulatedBox.Factory();
        box.Secrets.Remove("softphone-251");

        var drifts = box.Plan().Report.Drifts;

        Assert.Contains(drifts, d => d.Resource.Name == "aor 251");
        Assert.All(drifts, d => Assert.Equal(DriftOrigin.Intentional, d.Origin));
        Assert.All(drifts, d => Assert.Null(d.Writer));
    }

    [Fact]
    public void What_somebody_took_away_while_a_secret_is_missing_is_theirs()
    {
        var box = SimulatedBox.Converged();
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"].Replace("max_contacts=5", "max_contacts=9", StringComparison.Ordinal);
        box.Secrets.Remove("softphone-251");

        Assert.All(box.Plan().Report.Drifts, d => Assert.Equal(DriftOrigin.Corrective, d.Origin));
    }

    [Fact]
    public void An_option_that_a_commit_takes_out_was_added_by_nobody()
    {
        var box = SimulatedBox.Converged();
        box.Desired = SimulatedBox.Read(SimulatedBox.SampleState().Replace("      rewrite_contact: yes\n", "", StringComparison.Ordinal));

        var drift = Assert.Single(box.Plan("r2").Report.Drifts, d => d.Name == "endpoint 250 rewrite_contact" && d.InFile);

        Assert.Equal(DriftOrigin.Intentional, drift.Origin);
        Assert.Equal("endpoint 250 has an option that is no longer in the desired state", drift.Consequence.ToString());
        Assert.Null(drift.Writer);
    }

    [Fact]
    public void An_option_that_somebody_adds_is_theirs()
    {
        var box = SimulatedBox.Converged();
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"]
            .Replace("rewrite_contact=yes\n", "rewrite_contact=yes\ntrust_id_inbound=yes\n", StringComparison.Ordinal);

        var drift = Assert.Single(box.Plan().Report.Drifts, d => d.Name == "endpoint 250 trust_id_inbound" && d.InFile);

        Assert.Equal((DriftOrigin.Corrective, "somebody added an option to our file"), (drift.Origin, drift.Consequence.ToString()));
    }

    [Fact]
    public void A_new_extension_goes_out_of_chan_sip_by_the_same_commit()
    {
        var box = SimulatedBox.Converged();
        box["sip_custom.conf"] += "[252]\ntype=friend\nhost=dynamic\n";
        box.Reload(Core.Subjects.ChanSip.ChanSipSubject.Config);
        box.Secrets["softphone-252"] = new("hush-252-hush");
        box.Desired = SimulatedBox.Read(
            SimulatedBox.SampleState()
                .Replace("extensions:", "extensions:\n  \"252\": {profile: webrtc, password: {secret: softphone-252}}\n#",
                    StringComparison.Ordinal));

        var drifts = box.Plan("r2").Report.Drifts;

        Assert.Contains(drifts, d => d.Resource.Name == "chan_sip peer 252");
        Assert.All(drifts, d => Assert.Equal((DriftOrigin.Intentional, null), (d.Origin, d.Writer)));
    }

    [Fact]
    public void A_peer_that_comes_back_is_somebodys()
    {
        var box = SimulatedBox.Converged();
        box["sip_custom.conf"] += "[250]\ntype=friend\nhost=dynamic\n";

        Assert.All(box.Plan().Report.Drifts, d => Assert.Equal(DriftOrigin.Corrective, d.Origin));
    }

    [Fact]
    public void What_a_commit_asks_for_is_explained_by_no_lost_reload()
    {
        var box = SimulatedBox.Converged();
        box.Desired = SimulatedBox.Read(
            SimulatedBox.SampleState().Replace("tlsbindaddr: 0.0.0.0:8089", "tlsbindaddr: 0.0.0.0:8090", StringComparison.Ordinal));

        Assert.All(box.Plan("r2").Report.Drifts, d => Assert.Null(d.Reason));
    }

    [Fact]
    public void A_plan_that_only_observes_has_the_reload_of_fail2ban_too() => Assert.Contains(
        Fail2banActivations.Reload,
        SimulatedBox.Factory(SimulatedBox.SampleState().Replace("mode: enforce", "mode: observe", StringComparison.Ordinal))
            .Plan().Activations.Select(a => a.Activation));
}
