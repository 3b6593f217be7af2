using System.Net;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>rtp.conf's [ice_host_candidates], of which Asterisk reads the first alone and shows nothing.</summary>
public sealed class IceHostCandidateTests
{
    private const string One = "ice_host_candidates: {10.0.0.5: 203.0.113.5}\n";
    private const string Line = "[ice_host_candidates]\n10.0.0.5 => 203.0.113.5\n";

    [Theory]
    [InlineData("10.0.0.5", "203.0.113.5", "10.0.0.5 => 203.0.113.5")]
    [InlineData("10.0.0.5", "203.0.113.5, include_local_address", "10.0.0.5 => 203.0.113.5,include_local_address")]
    [InlineData("fd00::5", "2001:db8:0::5", "fd00::5 => 2001:db8::5")]
    [InlineData("10.0.0.5", "203.0.113.5,local", null)]
    [InlineData("10.0.0.5", "pbx.example", null)]
    [InlineData("10.0.0.5", "2001:db8::5", null)]
    [InlineData("10.5", "203.0.113.5", null)]
    public void A_line_is_two_addresses_of_one_kind(string local, string value, string? read) =>
        Assert.Equal(read, IceHostCandidate.Read(local, value)?.ToString());

    [Fact]
    public void They_stand_in_our_file_alone_where_nothing_else_is_wanted_of_rtp()
    {
        var box = SimulatedBox.Converged();
        box.Desired = SimulatedBox.Read(SimulatedBox.SampleState() + "\n" + One);
        var plan = box.Plan();
        box.Apply(plan);

        Assert.EndsWith($"(box matriz).\n{Line}", box["reconciler_rtp.conf"], StringComparison.Ordinal);
        Assert.StartsWith("#include reconciler_rtp.conf\n", box["rtp.conf"], StringComparison.Ordinal);
        Assert.Equal([RtpActivations.Reload], plan.Activations.Select(a => a.Activation));
        Assert.True(box.Plan().Report.InSync);
    }

    [Fact]
    public void They_stand_behind_the_options_and_what_others_say_beside_these()
    {
        var box = Factory($"rtp: {{rtpstart: 12000, rtpend: 12998}}\n{One}");
        box.Apply(box.Plan());

        Assert.EndsWith($"alone.\nicesupport=yes\n{Line}", box["reconciler_rtp.conf"], StringComparison.Ordinal);
        Assert.True(box.Plan().Report.InSync);
    }

    [Fact]
    public void Those_of_others_count_for_nothing_behind_ours()
    {
        var box = Factory(One);
        box["rtp_custom.conf"] = "[ice_host_candidates]\n10.0.0.5 => 198.51.100.99\n";
        var plan = box.Plan();

        var drift = Assert.Single(plan.Report.Drifts, d => d.Field == "ice_host_candidates");
        Assert.Equal(
            ("rtp ice_host_candidates", "10.0.0.5 => 203.0.113.5", "10.0.0.5 => 198.51.100.99", "/etc/asterisk/rtp_custom.conf"),
            (drift.Name, drift.Desired!.ToString(), drift.File!.ToString(), drift.Place?.Path));
        box.Apply(plan);
        Assert.True(box.Plan().Report.InSync);
    }

    [Theory]
    [InlineData(Line, "[ice_host_candidates]\n10.0.0.5 => 203.0.113.6\n")]
    [InlineData(Line, "")]
    [InlineData("10.0.0.5 => 203.0.113.5\n", "10.0.0.5 => 203.0.113.5\n10.0.0.6 => 203.0.113.6\n")]
    [InlineData("10.0.0.5 => 203.0.113.5\n", "10.0.0.5 => nobody\n")]
    public void What_somebody_makes_of_ours_is_put_back(string ours, string theirs)
    {
        var box = Factory(One);
        box.Apply(box.Plan());
        box["reconciler_rtp.conf"] = box["reconciler_rtp.conf"].Replace(ours, theirs, StringComparison.Ordinal);

        var plan = box.Plan();

        Assert.Contains("rtp ice_host_candidates", plan.Report.Drifts.Select(d => d.Name));
        box.Apply(plan);
        Assert.EndsWith(Line, box["reconciler_rtp.conf"], StringComparison.Ordinal);
        Assert.True(box.Plan().Report.InSync);
    }

    [Fact]
    public void What_is_wanted_no_longer_goes()
    {
        var box = Factory($"rtp: {{icesupport: \"yes\"}}\n{One}");
        box.Apply(box.Plan());
        box.Desired = SimulatedBox.Read(SimulatedBox.SampleState() + "rtp: {icesupport: \"yes\"}\n");

        box.Apply(box.Plan());

        Assert.DoesNotContain("ice_host_candidates", box["reconciler_rtp.conf"], StringComparison.Ordinal);
        Assert.True(box.Plan().Report.InSync);
    }

    [Fact]
    public void What_is_contested_is_kept_as_it_is()
    {
        var box = Factory($"rtp: {{icesupport: \"yes\"}}\n{One}");
        box.Apply(box.Plan());
        box["reconciler_rtp.conf"] = box["reconciler_rtp.conf"].Replace("203.0.113.5", "203.0.113.6", StringComparison.Ordinal);
        box.Contested.Add(new SettingsId(RtpSubject.Instance));

        var plan = box.Plan();

        Assert.Contains(plan.Report.Drifts, d => d.IsContested);
        Assert.DoesNotContain(plan.Report.Drifts, d => d.Remediation == Remediation.Automatic);
        box.Apply(plan);
        Assert.Contains("10.0.0.5 => 203.0.113.6\n", box["reconciler_rtp.conf"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{10.0.0.5: pbx.example}", "DS030")]
    [InlineData("{10.0.0.5: }", "DS009")]
    [InlineData("[10.0.0.5]", "DS008")]
    public void What_is_no_pair_of_addresses_is_refused_with_its_place(string wrong, string code)
    {
        var line = SimulatedBox.SampleState().Count(c => c == '\n') + 1;
        var reading = DesiredStateReader.Read("state.yaml", $"{SimulatedBox.SampleState()}ice_host_candidates: {wrong}\n");
        Assert.Contains(reading.Problems, p => p.Code == code && p.Place.Line == line);
    }

    [Fact]
    public void A_box_says_another_address_than_all_others()
    {
        var box = SimulatedBox.Read(SimulatedBox.SampleState().Replace(
            "    user: reconciler", "    ice_host_candidates: {10.0.0.5: 203.0.113.7}\n    user: reconciler", StringComparison.Ordinal)
            + "ice_host_candidates: {10.0.0.5: 203.0.113.5, 10.0.0.6: 203.0.113.6}\n");

        Assert.Equal(
            [new(IPAddress.Parse("10.0.0.5"), IPAddress.Parse("203.0.113.7"), false),
                new IceHostCandidate(IPAddress.Parse("10.0.0.6"), IPAddress.Parse("203.0.113.6"), false)],
            box.IceHostCandidates);
    }

    private static SimulatedBox Factory(string more) => SimulatedBox.Factory(SimulatedBox.SampleState() + "\n" + more);
}
