using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>The Asterisk that runs decides what is compared, and what is asked for.</summary>
public sealed class VersionTests
{
    private const string Trunk = """

          registrations: {carrier: {server_uri: "sip:sip.example.org", client_uri: "sip:us@sip.example.org", user_agent: x}}
          transports: {office: {protocol: udp, bind: "0.0.0.0:5070"}}

        """;

    [Theory]
    [InlineData(null, "16.28.0", null)]
    [InlineData(16, "16.28.0", null)]
    [InlineData(
        22, "16.28.0",
        "the desired state says that the box runs Asterisk 22, and Asterisk 16.28.0 runs: write `asterisk: 16` for box matriz")]
    [InlineData(null, "19.8.1", "Asterisk 19.8.1 runs, whose options are not known: it is compared with the options of Asterisk 18")]
    public void Another_version_than_the_desired_state_says_is_told(int? said, string runs, string? note)
    {
        var box = SimulatedBox.Converged();
        box.Desired = box.Desired with { Asterisk = said };
        box.Version = runs;

        var notes = box.Plan().Notes.Select(n => n.English());
        Assert.Equal(note, notes.SingleOrDefault(n => n.Contains("compared with", StringComparison.Ordinal)
            || n.Contains("desired state", StringComparison.Ordinal)));
    }

    // The certificate of a TLS transport, by reload or by restart, is in TransportCertificateTests.
    [Theory]
    [InlineData("16.28.0", true, "closes, GHSA-hxj9-xwr8-w8pq, GHSA-j29p-pvh2-pvqp")]
    [InlineData("16.28.0", false, "")]
    [InlineData("20.8.0", false, "GHSA-qqxj-v78h-hrf9")]
    [InlineData("22.9.0", true, "core reload")]
    [InlineData("22.10.1", true, "")]
    public void Troubles_of_the_version_that_concern_the_box_are_told(string version, bool hasSoftphones, string told)
    {
        var box = SimulatedBox.Converged();
        box.Desired = hasSoftphones ? box.Desired : box.Desired.With(new DesiredPjsip());
        box.Version = version;

        var notes = box.Plan().Troubles.Select(n => n.English()).ToList();

        Assert.All(notes, n => Assert.StartsWith($"Asterisk {version}: ", n, StringComparison.Ordinal));
        string[] words = ["closes", "core reload", "GHSA-hxj9-xwr8-w8pq", "GHSA-qqxj-v78h-hrf9", "GHSA-j29p-pvh2-pvqp"];
        Assert.Equal(told, string.Join(", ", notes.Select(n => words.Single(w => n.Contains(w, StringComparison.Ordinal)))));
    }

    // From 18.21, 20.6, 21.1 and 22.0 on.
    [Theory]
    [InlineData("22.10.1", "0", null)]
    [InlineData("20.20.0", "0", null)]
    [InlineData("16.28.0", "0", "endpoint 250 dtls_rekey")]
    [InlineData("16.28.0", "3600", null)]
    public void Later_versions_never_renegotiate_the_DTLS_of_a_softphone(string version, string memory, string? drift)
    {
        var box = SimulatedBox.Converged();
        box.Desired = SimulatedBox.Read(SimulatedBox.SampleState()
            .Replace("asterisk: 16", "", StringComparison.Ordinal).Split("\n\nsip:")[0]
            .Replace("      webrtc: yes\n", "      webrtc: yes\n      dtls_rekey: 3600\n", StringComparison.Ordinal));
        box.Version = version;
        box.Apply(box.Plan());
        box.Remember(PjsipType.Endpoint, "250", "dtls_rekey", memory);

        Assert.Equal(drift, box.Plan().Report.Drifts.SingleOrDefault()?.Name.ToString());
    }

    [Fact]
    public void An_object_with_what_the_running_version_lacks_is_held_and_all_else_is_done()
    {
        var sample = SimulatedBox.SampleState().Replace("asterisk: 16", "", StringComparison.Ordinal);
        var state = sample.Split("\n\nsip:")[0] + Trunk + "fail2ban:" + sample.Split("\nfail2ban:")[1];
        var box = SimulatedBox.Converged();
        box.Desired = SimulatedBox.Read(state);

        var plan = box.Plan();

        var held = Assert.Single(plan.Report.Drifts, d => d.Remediation == Remediation.Manual);
        Assert.StartsWith("registration carrier", held.Name, StringComparison.Ordinal);
        Assert.Matches(
            @"^desired-state\.yaml:\d+:\d+: `user_agent` of a registration does not exist in Asterisk 16\.28\.0, which runs\. "
                + @"Remove it, or write it for boxes with one of these versions: 21, 22\.$",
            held.Consequence.ToString());
        Assert.Contains(plan.Edits, e => e.Path.EndsWith("reconciler_pjsip.conf", StringComparison.Ordinal));
        Assert.DoesNotContain("carrier", plan.Report.Drifts.Where(d => d != held).Select(d => d.Resource.English()));
    }

    // FreePBX 17 has a generated file for each type of object, and the site's files beside them.
    [Theory]
    [InlineData("/etc/asterisk/pjsip.endpoint.conf", true)]
    [InlineData("/etc/asterisk/pjsip.transports.conf", true)]
    [InlineData("/etc/asterisk/pjsip_additional.conf", true)]
    [InlineData("/etc/asterisk/sip_registrations.conf", true)]
    [InlineData("/etc/asterisk/pjsip.endpoint_custom.conf", false)]
    [InlineData("/etc/asterisk/pjsip.endpoint_custom_post.conf", false)]
    [InlineData("/etc/asterisk/pjsip_custom.conf", false)]
    public void What_the_web_interface_writes_is_never_edited(string path, bool isGenerated)
    {
        var box = SimulatedBox.Converged();
        box["pjsip_custom.conf"] += $"#include {Path.GetFileName(path)}\n";
        box[path] = "[250]\ntype=endpoint\ncontext=theirs\n";
        box.Desired = box.Desired with { Policy = box.Desired.Policy with { Adopt = true } };

        var plan = box.Plan();

        Assert.Equal(isGenerated, ConfigFile.IsGenerated(path));
        Assert.Equal(!isGenerated, plan.Edits.Any(e => e.Path == path));
        Assert.Equal(
            isGenerated,
            plan.Report.Drifts.Any(d => d.Consequence.English().Contains("delete 250 in the web interface", StringComparison.Ordinal)));
    }

    [Fact]
    public void Where_chan_sip_is_gone_nothing_of_it_is_asked_for()
    {
        var box = SimulatedBox.Converged();
        box.Desired = SimulatedBox.Read(SimulatedBox.SampleState().Split("\nsip:")[0]);
        box.Version = "22.10.1";
        box["sip_custom.conf"] = "[250]\ntype=friend\n";

        var plan = box.Plan();

        Assert.DoesNotContain(plan.Report.Drifts, d => d.Kind == DriftKind.Sip);
        Assert.Null(Assert.Single(plan.Edits, e => e.Path == ModulesSubject.Config.Own).After); // of no use any more
        Assert.DoesNotContain(plan.Edits, e => e.Path.Contains("sip_custom", StringComparison.Ordinal)
            && !e.Path.Contains("pjsip", StringComparison.Ordinal));
    }
}
