using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What is taken out of chan_sip is a peer, and nothing else goes with it.</summary>
public class SipPeerTests
{
    private static readonly string Sample = SimulatedBox.SampleState();

    // Validation refuses such a name; whatever comes by, no section of settings is ever taken out.
    [Fact]
    public void A_section_of_settings_is_never_taken_out()
    {
        var box = SimulatedBox.Converged();
        box["sip_custom.conf"] += "[authentication]\nauth=x:y@z\n[notes]\nhost=dynamic\n";
        box.Desired = box.Desired.WithSipAbsent(["general", "authentication", "notes", "250", "251"]);

        Assert.True(box.Plan().Report.InSync);
    }

    [Fact]
    public void A_peer_by_a_template_is_taken_out_and_the_template_stays()
    {
        var box = SimulatedBox.Converged();
        box["sip_custom.conf"] += "[phones](!)\ntype=friend\nhost=dynamic\n[250](phones)\nsecret=x\n";

        box.Apply(box.Plan());

        Assert.Contains("[phones](!)\ntype=friend\n", box["sip_custom.conf"], StringComparison.Ordinal);
        Assert.DoesNotContain("[250]", box["sip_custom.conf"], StringComparison.Ordinal);
        Assert.True(box.Plan().Report.InSync);
    }

    [Theory]
    [InlineData("[251x](250)\n[later]\ntype=friend\nhost=dynamic\n", "sip_more.conf")]
    [InlineData("[251x](250)\nnat=yes\n", "sip_more.inc")] // a file has the name that its include gives it
    public void What_another_file_builds_on_is_left_to_a_person(string other, string name)
    {
        var box = SimulatedBox.Converged();
        box["sip_custom.conf"] += $"[250]\ntype=friend\nhost=dynamic\n#include {name}\n";
        box[name] = other;

        var plan = box.Plan();

        Assert.DoesNotContain(plan.Edits, e => e.Path.EndsWith("/sip_custom.conf", StringComparison.Ordinal));
        var drift = Assert.Single(plan.Report.Drifts, d => d.Remediation == Remediation.Manual);
        Assert.Equal("/etc/asterisk/sip_custom.conf", drift.Resource.Name);
        Assert.Contains($"/etc/asterisk/{name}:1:1 needs what would be removed", drift.Consequence.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Adopting_takes_out_objects_of_the_wanted_type_alone()
    {
        var box = SimulatedBox.Factory(Sample.Replace("adopt: no", "adopt: yes", StringComparison.Ordinal));
        box["pjsip_custom.conf"] += "[250]\ntype=endpoint\ncontext=theirs\n[250]\ntype=identify\nendpoint=250\nmatch=192.0.2.1\n";

        box.Apply(box.Plan());

        Assert.DoesNotContain("context=theirs", box["pjsip_custom.conf"], StringComparison.Ordinal);
        Assert.Contains("[250]\ntype=identify\n", box["pjsip_custom.conf"], StringComparison.Ordinal);
    }
}
