using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>Why memory is not what the file says, since when, and who wrote the file: what the box itself tells of it.</summary>
public class ReasonTests
{
    private const string Own = "/etc/asterisk/reconciler_pjsip.conf";

    [Fact]
    public void A_reload_that_was_lost()
    {
        var box = Changed(b => { });

        var drift = Assert.Single(box.Plan().Report.Drifts);

        Assert.Equal($"there was no reload since {Own} was written", drift.Reason?.ToString());
        Assert.Equal(new DateTimeOffset(box.Clock, TimeSpan.FromHours(-3)), drift.Since);
    }

    [Fact]
    public void A_file_with_its_old_date_put_back()
    {
        var box = Changed(b => b.Dated[Own] = b.Clock.AddHours(-1));

        Assert.Equal(
            $"{Own} was written with an older date, so Asterisk considers it unchanged",
            Assert.Single(box.Plan().Report.Drifts).Reason?.ToString());
    }

    [Fact]
    public void A_reload_that_changed_nothing()
    {
        var box = SimulatedBox.Converged();
        box.Reload(PjsipSubject.Config);
        box.Remember(PjsipType.Aor, "250", "max_contacts", "9");

        var drift = Assert.Single(box.Plan().Report.Drifts);

        Assert.StartsWith("the reload of 2026-11-23 03:", drift.Reason?.ToString(), StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(box.Reloaded, TimeSpan.FromHours(-3)), drift.Since);
    }

    [Theory]
    [InlineData("endpoint", "250", "Asterisk refused it at its last reload: Error parsing dtmf_mode=rfc2833 at line 52")]
    [InlineData("endpoint", null, "Asterisk refused it at its last reload: Error parsing dtmf_mode=rfc2833 at line 52")]
    [InlineData("endpoint", "251", null)]
    [InlineData("aor", null, null)]
    public void A_value_that_Asterisk_refused_of_that_object_or_its_whole_type(string type, string? id, string? reason)
    {
        var box = SimulatedBox.Converged();
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"]
            .Replace("dtmf_mode=rfc4733\nrtp_symmetric=yes\nforce_rport=yes\nrewrite_contact=yes",
                "dtmf_mode=rfc2833\nrtp_symmetric=yes\nforce_rport=yes\nrewrite_contact=yes", StringComparison.Ordinal);
        box.Complaints.Add(new ConfigComplaint(box.Clock, type, id, "Error parsing dtmf_mode=rfc2833 at line 52"));

        Assert.Equal(reason, box.Plan().Report.Drifts.First(d => d.Resource.Name == "endpoint 250").Reason?.ToString());
    }

    [Fact]
    public void What_was_refused_before_the_last_reload_is_history()
    {
        var box = Changed(b => b.Complaints.Add(
            new ConfigComplaint(b.Reloaded.AddSeconds(-1), "aor", "250", "Error parsing max_contacts=x at line 5")));

        Assert.DoesNotContain("refused", Assert.Single(box.Plan().Report.Drifts).Reason?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_secret_is_not_told()
    {
        var box = Changed(b => b.Complaints.Add(new ConfigComplaint(b.Clock, "aor", "250", "Error parsing password=hush at line 5 of x")));

        var reason = Assert.Single(box.Plan().Report.Drifts).Reason;

        Assert.DoesNotContain("hush", reason!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("at line 5 of x", reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_wrote_our_file_is_told_by_its_date_and_by_what_was_written_with_it()
    {
        var box = SimulatedBox.Converged();
        box.Clock = box.Clock.AddHours(2);
        box["pjsip_additional.conf"] = "; anew\n";
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"]
            .Replace("max_contacts=5\nremove_existing=yes\nqualify_frequency=30\n\n[251]",
                "max_contacts=7\nremove_existing=yes\nqualify_frequency=30\n\n[251]", StringComparison.Ordinal) + "; x\n";

        var drift = box.Plan().Report.Drifts[0];

        Assert.Contains($"was last written at {box.Clock:yyyy-MM-dd HH:mm:ss} -03:00; its owner is asterisk", drift.Writer?.ToString(),
            StringComparison.Ordinal);
        Assert.EndsWith("the web interface wrote pjsip_additional.conf at the same time", drift.Writer?.ToString(),
            StringComparison.Ordinal);
    }

    // Memory has another value, and the file ours, written after the last reload.
    private static SimulatedBox Changed(Action<SimulatedBox> more)
    {
        var box = SimulatedBox.Converged();
        box.Remember(PjsipType.Aor, "250", "max_contacts", "9");
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"];
        more(box);
        return box;
    }
}
