using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What others did that breaks ours, and only they can mend.</summary>
public class ForeignBreakageTests
{
    [Theory]
    [InlineData("pjsip_custom.conf")]
    [InlineData("http_additional.conf")]
    public void A_file_of_others_that_Asterisk_may_not_read_is_harmless_until_the_next_start(string file)
    {
        var box = SimulatedBox.Converged();
        box.Unreadable.Add($"/etc/asterisk/{file}");

        var drift = Assert.Single(box.Plan().Report.Drifts);

        Assert.Equal((DriftKind.Foreign, $"/etc/asterisk/{file} rights", Remediation.Manual), (drift.Kind, drift.Name, drift.Remediation));
        Assert.Contains("its next start loads nothing of", drift.Consequence.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Our_own_file_is_given_its_rights_again_and_nothing_is_reloaded()
    {
        var box = SimulatedBox.Converged();
        box.Unreadable.Add("/etc/asterisk/reconciler_pjsip.conf");

        var plan = box.Plan();

        Assert.Equal(("/etc/asterisk/reconciler_pjsip.conf rights", Remediation.Automatic),
            (plan.Report.Drifts.Single().Name, plan.Report.Drifts.Single().Remediation));
        Assert.Equal((true, true, "/etc/asterisk/pjsip.conf"),
            (plan.Edits.Single().GivesRights, plan.Edits.Single().IsTouch, plan.Edits.Single().OwnedLike));
        Assert.Empty(plan.Activations);
    }

    [Fact]
    public void Two_endpoints_of_one_name_among_those_of_others_freeze_ours_too()
    {
        var box = SimulatedBox.Converged();
        box["pjsip_custom.conf"] += "[trunk]\ntype=endpoint\n[trunk]\ntype=endpoint\n[trunk]\ntype=aor\n";
        box.Desired = SimulatedBox.Read(
            SimulatedBox.SampleState().Replace("context: from-internal", "context: from-outside", StringComparison.Ordinal));

        var plan = box.Plan("r2");

        var drift = Assert.Single(plan.Report.Drifts, d => d.Kind == DriftKind.Foreign);
        Assert.Equal("endpoint trunk", drift.Name);
        Assert.Contains("pjsip_custom.conf:3:1 and at /etc/asterisk/pjsip_custom.conf:5:1", drift.File?.ToString(),
            StringComparison.Ordinal);
        Assert.Empty(plan.Activations);
    }

    [Theory]
    [InlineData("16.28.0", "[a]\nk=1\n[a](+,a)\n", "http_custom.conf")]
    [InlineData("22.10.1", "[a]\nk=1\n[a](+k=,a)\n", "http_custom.conf")]
    [InlineData("22.10.1", "[a]\nk=1\n[a](+k=,a)\n", "pjsip_wizard.conf")]
    public void What_Asterisk_never_finishes_reading_is_told_and_not_reloaded(string version, string text, string file)
    {
        var box = SimulatedBox.Converged(SimulatedBox.SampleState().Split("\nsip:")[0]);
        box.Version = version;
        box[file] = text + (file == "pjsip_wizard.conf" ? "" : box[file]);
        box["reconciler_http.conf"] = "";
        box["reconciler_pjsip.conf"] = "";

        var plan = box.Plan();

        var subject = file.Split('_')[0];
        var drift = Assert.Single(plan.Report.Drifts, d => d.Kind == DriftKind.Foreign);
        Assert.Equal($"/etc/asterisk/{file}:3:1", drift.Place.ToString());
        Assert.Contains("a reload hangs, and Asterisk cannot start", drift.Consequence.ToString(), StringComparison.Ordinal);
        Assert.Contains(plan.Blocked, b => b.ToString().StartsWith($"{subject}: ", StringComparison.Ordinal));
        Assert.DoesNotContain(plan.Edits, e => e.Subject.Name == subject);
        Assert.DoesNotContain(plan.Activations, a => a.Serves.Any(s => s.Name == subject));
        Assert.NotEmpty(plan.Activations);
    }

    [Fact]
    public void A_transport_that_is_not_there_fails_the_calls_of_its_endpoint()
    {
        var box = SimulatedBox.Factory();
        box["pjsip_transport_additional.conf"] = "";
        box.Reload(PjsipSubject.Config);
        box.Desired = SimulatedBox.Read(
            SimulatedBox.SampleState()
                .Replace("      rewrite_contact: yes\n", "      rewrite_contact: yes\n      transport: transport-udp\n",
                    StringComparison.Ordinal));
        box.Apply(box.Plan());

        var drift = Assert.Single(box.Plan().Report.Drifts);

        Assert.Equal(("endpoint 250 transport", "Asterisk has no transport transport-udp", Remediation.Manual),
            (drift.Name, drift.Memory?.ToString(), drift.Remediation));
        box["pjsip_transport_additional.conf"] = "[transport-udp]\ntype=transport\nprotocol=udp\nbind=0.0.0.0:5066\n";
        box.Reload(PjsipSubject.Config);
        Assert.Empty(box.Plan().Report.Drifts);
    }
}
