using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>rtp.conf, in which the first value and the first section count. What memory shows was seen on Asterisk 16.28.</summary>
public class RtpTests
{
    private const string Ports = "rtpstart: 12000, rtpend: 12998";

    [Fact]
    public void Of_a_STUN_servers_name_memory_tells_nothing_until_the_file_was_read()
    {
        var box = SimulatedBox.Converged(SimulatedBox.SampleState() + "rtp: {stunaddr: \"stun.example.org:3478\"}\n");
        box.Blind = o => o.Answered(
            RtpSettingsQuestion.Instance, Fact.Known(ImmutableDictionary<string, string>.Empty.Add("stunaddr", "192.0.2.9:3478")));
        Assert.True(box.Plan().Report.InSync);
        box["reconciler_rtp.conf"] = box["reconciler_rtp.conf"];

        var plan = box.Plan();

        Assert.Equal("rtp stunaddr", Assert.Single(plan.Report.Drifts).Name);
        Assert.Equal([RtpActivations.Reload], plan.Activations.Select(a => a.Activation));
        box.Apply(plan);
        Assert.True(box.Plan().Report.InSync);
    }

    [Fact]
    public void Our_file_comes_first_and_repeats_what_others_say_beside_it()
    {
        var box = Converged(Ports);

        Assert.StartsWith("#include reconciler_rtp.conf\n;", box["rtp.conf"], StringComparison.Ordinal);
        Assert.EndsWith(
            "[general]\nrtpstart=12000\nrtpend=12998\n"
                + "; Said elsewhere, and repeated here: of several [general] Asterisk reads the first alone.\nicesupport=yes\n",
            box["reconciler_rtp.conf"], StringComparison.Ordinal);
    }

    // Somebody edited it, and what was edited is kept for now as it is.
    [Theory]
    [InlineData("rtpstart=12000\nRTPSTART=13000\nrtpend=12998\n")]
    [InlineData("rtpstart=13000\nrtpstart=12000\nrtpend=12998\n")]
    public void An_option_that_stands_twice_in_our_file_while_it_is_held_ends_no_look(string edited)
    {
        var box = Converged(Ports);
        box["reconciler_rtp.conf"] = box["reconciler_rtp.conf"].Replace("rtpstart=12000\nrtpend=12998\n", edited, StringComparison.Ordinal);
        box.Reload(RtpSubject.Config);
        box.Contested.Add(new SettingsId(RtpSubject.Instance));

        var plan = box.Plan();

        Assert.DoesNotContain(plan.Report.Drifts, d => d.Remediation == Remediation.Automatic);
        Assert.Contains(plan.Report.Drifts, d => d.IsContested);
    }

    // A [general](+) behind ours adds to ours, so that nothing of it is lost but what ours says too.
    [Theory]
    [InlineData("[general](+)\nstrictrtp=no\n", "icesupport=yes\n")]
    [InlineData("[general]\nstrictrtp=no\n", "icesupport=yes\n")]
    [InlineData("[ice_host_candidates]\n10.0.0.1 => 203.0.113.1\n", "icesupport=yes\n")]
    public void What_is_not_lost_is_not_repeated(string custom, string repeated)
    {
        var box = Factory(Ports);
        box["rtp_custom.conf"] = custom;
        box.Reload(RtpSubject.Config);

        box.Apply(box.Plan());

        Assert.EndsWith($"alone.\n{repeated}", box["reconciler_rtp.conf"], StringComparison.Ordinal);
        Assert.Empty(box.Plan().Report.Drifts);
    }

    [Fact]
    public void Where_there_is_no_rtp_conf_it_is_made_as_Asterisks_others_are()
    {
        var box = Factory(Ports);
        box.Delete("rtp.conf");
        box.Reload(RtpSubject.Config);

        var plan = box.Plan();
        box.Apply(plan);

        Assert.Equal("#include reconciler_rtp.conf\n", box["rtp.conf"]);
        Assert.Equal(
            [("reconciler_rtp.conf", "/etc/asterisk/http.conf"), ("rtp.conf", "/etc/asterisk/http.conf")],
            plan.Edits.Where(e => e.Path.EndsWith("rtp.conf", StringComparison.Ordinal))
                .Select(e => (Path.GetFileName(e.Path), e.OwnedLike!)));
        Assert.Empty(box.Plan().Report.Drifts);
    }

    [Fact]
    public void What_is_repeated_goes_when_others_take_it_out()
    {
        var box = Converged(Ports);
        box["rtp_additional.conf"] = "[general]\nrtpstart=10000\nrtpend=10200\n";

        var plan = box.Plan();
        box.Apply(plan);

        Assert.Equal(["/etc/asterisk/reconciler_rtp.conf"], plan.Edits.Select(e => e.Path));
        Assert.Equal([RtpActivations.Reload], plan.Activations.Select(a => a.Activation));
        Assert.DoesNotContain("icesupport", box["reconciler_rtp.conf"], StringComparison.Ordinal);
        Assert.Empty(box.Plan().Report.Drifts);
    }

    [Fact]
    public void A_password_of_others_is_repeated_on_the_box_and_shown_nowhere()
    {
        var box = Converged(Ports);
        box["rtp_additional.conf"] += "turnpassword=hush-of-others\n";

        var plan = box.Plan();
        var drift = Assert.Single(plan.Report.Drifts);
        box.Apply(plan);

        Assert.Equal(("rtp turnpassword", Secret.Mask, "not set"), (drift.Name, drift.Desired.ToString(), drift.File?.ToString()));
        Assert.DoesNotContain("hush", Assert.Single(plan.Edits).MaskedAfter, StringComparison.Ordinal);
        Assert.Contains("turnpassword=hush-of-others\n", box["reconciler_rtp.conf"], StringComparison.Ordinal);
    }

    // option in the desired state | what memory shows of it | the drift's cure, or nothing
    [Theory]
    [InlineData("strictrtp: seqno", "strictrtp", "Yes", null)]
    [InlineData("strictrtp: seqno", "strictrtp", "No", Remediation.Automatic)]
    [InlineData("icesupport: on", "icesupport", "Yes", null)]
    [InlineData("icesupport: on", "icesupport", "No", Remediation.Automatic)]
    [InlineData("probation: 6", "probation", "4", Remediation.Automatic)]
    [InlineData("dtmftimeout: 900", "dtmftimeout", "1200", Remediation.Automatic)]
    [InlineData("stunaddr: stun.example.org", "stunaddr", "198.51.100.7:3478", null)]
    [InlineData("stunaddr: stun.example.org", "stunaddr", "0.0.0.0:3478", Remediation.Manual)]
    [InlineData("stunaddr: stun.example.org", "stunaddr", "0.0.0.0:0", Remediation.Automatic)]
    [InlineData("rtcpinterval: 6000", "stunaddr", "203.0.113.9:3478", Remediation.Automatic)] // nobody names one, and memory kept it
    [InlineData("rtcpinterval: 6000", "icesupport", "No", Remediation.Automatic)] // others say yes
    [InlineData("rtcpinterval: 6000", "srtpreplayprotection", "No", Remediation.Automatic)] // nobody says so, and the default is yes
    public void What_memory_shows_is_held_against_what_is_wanted(string stated, string option, string shown, Remediation? cure)
    {
        var box = Converged($"{Ports}, {stated}");
        box.Blind = seen => seen.Answered(RtpSettingsQuestion.Instance, Fact.Known(Shown(seen, stated).SetItem(option, shown)));

        var plan = box.Plan();

        Assert.Equal(cure, plan.Report.Drifts.SingleOrDefault()?.Remediation);
        Assert.Equal(cure == Remediation.Automatic ? ["RtpReload"] : [], plan.Activations.Select(a => a.Activation.ToString()));
        Assert.All(plan.Report.Drifts, d => Assert.Equal(($"rtp {option}", shown), (d.Name, d.Memory?.ToString())));
    }

    [Fact]
    public void A_secret_that_cannot_stand_on_its_line_stops_this_chain_and_no_other()
    {
        var box = Factory($"{Ports}, turnpassword: {{secret: turn}}");
        box.Secrets["turn"] = new Secret("two\nlines");

        var plan = box.Plan();

        Assert.Contains("rtp: desired-state.yaml:", Assert.Single(plan.Blocked).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Edits, e => e.Path.EndsWith("rtp.conf", StringComparison.Ordinal));
        Assert.Contains("/etc/asterisk/reconciler_pjsip.conf", plan.Edits.Select(e => e.Path));
    }

    // The model resolves no names.
    private static ImmutableDictionary<string, string> Shown(Observation seen, string stated) =>
        seen.Memory.Rtp.TryGet(out var rtp)
            ? stated.StartsWith("stunaddr", StringComparison.Ordinal)
            ? rtp.SetItem("stunaddr", "198.51.100.7:3478")
            : rtp
            : [];

    private static SimulatedBox Factory(string options) => SimulatedBox.Factory(SimulatedBox.SampleState() + $"rtp: {{{options}}}\n");

    private static SimulatedBox Converged(string options) => SimulatedBox.Converged(SimulatedBox.SampleState() + $"rtp: {{{options}}}\n");
}
