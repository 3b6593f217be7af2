using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// One file that cannot be read blinds itself alone: it is told, nothing is concluded from its silence, and the rest is healed.
/// </summary>
public class UnseenFileTests
{
    private const string Included = "/etc/asterisk/local/more.conf";

    public static TheoryData<UnseenReason> Reasons => [.. Enum.GetValues<UnseenReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Is_told_with_its_path_and_what_to_do_and_nothing_else_is(UnseenReason reason)
    {
        var box = With("pjsip", reason);

        var plan = box.Plan();

        Assert.Empty(plan.Report.Drifts);
        Assert.StartsWith($"{Included}: ", Assert.Single(plan.Report.Unknown).ToString(), StringComparison.Ordinal);
        Assert.False(plan.HasWork);
    }

    [Fact]
    public void Does_not_keep_what_hangs_on_other_files_from_being_healed()
    {
        var box = With("pjsip", UnseenReason.Large);
        box.Remember(PjsipType.Aor, "250", "max_contacts", "7");
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"].Replace("max_contacts=", "max_contacts=9", StringComparison.Ordinal);
        box["reconciler_http.conf"] = "";

        box.Apply(box.Plan());

        Assert.Empty(box.Plan().Report.Drifts);
        Assert.Single(box.Plan().Report.Unknown);
    }

    [Fact]
    public void May_define_an_endpoint_that_no_other_file_does()
    {
        var box = With("pjsip", UnseenReason.Large);
        box.Remember(PjsipType.Endpoint, "900");
        Assert.Empty(box.Plan().Report.Drifts);

        box.Unseen.Clear();
        box["local/more.conf"] = "; nothing\n";
        Assert.Equal("endpoint 900", Assert.Single(box.Plan().Report.Drifts).Name);
    }

    [Fact]
    public void May_define_a_peer_of_chan_sip_that_a_reload_does_not_take_away()
    {
        var box = With("sip", UnseenReason.Large);
        box.Remember("250");

        var drift = Assert.Single(box.Plan().Report.Drifts);
        Assert.Equal(("chan_sip peer 250", Remediation.Manual), (drift.Name, drift.Remediation));
        Assert.False(box.Plan().HasWork);
    }

    [Fact]
    public void May_have_the_last_word_over_a_line_that_wins_over_ours()
    {
        var box = SimulatedBox.Converged();
        box["http.conf"] += "[general](+)\nenabled=no\n#tryinclude local/more.conf\n";
        box.Unseen[Included] = UnseenReason.Large;
        Assert.Empty(box.Plan().Report.Drifts);

        box.Unseen.Clear();
        box["local/more.conf"] = "; nothing\n";
        Assert.Contains(box.Plan().Report.Drifts, d => d is { Kind: DriftKind.Foreign, Field: "enabled" });
    }

    // Which of them a section's options come from, and which line of ours it should hold, cannot be told.
    [Theory]
    [InlineData("/etc/asterisk/pjsip.conf")]
    [InlineData("/etc/asterisk/reconciler_pjsip.conf")]
    [InlineData("/etc/asterisk/http.conf")]
    [InlineData("/etc/asterisk/http_custom.conf")]
    [InlineData("/etc/asterisk/modules_custom.conf")]
    [InlineData("/etc/asterisk/sip_custom.conf")]
    [InlineData("/etc/asterisk/rtp.conf")]
    [InlineData(Fail2banSubject.Jail)]
    public void Is_not_written_over(string path)
    {
        var box = SimulatedBox.Converged(SimulatedBox.SampleState() + "rtp: {rtpstart: 12000, rtpend: 12998}\n");
        box.Unseen[path] = UnseenReason.Large;

        var plan = box.Plan();

        Assert.Empty(plan.Edits);
        Assert.DoesNotContain(plan.Activations, a => a.Activation == AsteriskActivations.Restart);
        Assert.Contains(plan.Report.Unknown, u => u.ToString().StartsWith($"{path}: ", StringComparison.Ordinal));
        Assert.All(plan.Report.Drifts, d => Assert.Equal(Remediation.Manual, d.Remediation));
    }

    [Fact]
    public void Of_a_chain_that_nobody_wants_anything_of_is_nobodys_matter()
    {
        var box = SimulatedBox.Converged();
        box.Unseen["/etc/asterisk/rtp_custom.conf"] = UnseenReason.Special;

        Assert.True(box.Plan().Report.InSync);
    }

    [Theory]
    [InlineData("#include local/*.conf", true)]
    [InlineData("#include local/d.conf", false)]
    public void Is_not_missed_where_a_pattern_stands_for_a_folder_too(string line, bool inSync)
    {
        var box = SimulatedBox.Converged();
        box["local/a.conf"] = "; nothing\n";
        box["pjsip_custom.conf"] += line + "\n";
        box.Unseen["/etc/asterisk/local/d.conf"] = UnseenReason.Folder;

        Assert.Equal(inSync, box.Plan().Report.InSync);
    }

    private static SimulatedBox With(string configFile, UnseenReason reason)
    {
        var box = SimulatedBox.Converged();
        box[$"{configFile}_custom.conf"] += "#tryinclude local/more.conf\n";
        box.Unseen[Included] = reason;
        return box;
    }
}
