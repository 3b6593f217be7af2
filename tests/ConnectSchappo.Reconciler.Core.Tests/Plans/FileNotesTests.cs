using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What lies open, and what is written elsewhere, is said with its way out, and undone by nobody.</summary>
public class FileNotesTests
{
    private const string Module = "/var/www/html/admin/modules/core/etc/rtp.conf";

    private static readonly string Passwords = PjsipSubject.Config.Own;

    [Theory]
    [InlineData("640", false)]
    [InlineData("660", false)]
    [InlineData("664", true)]
    [InlineData("644", true)]
    [InlineData("2644", true)]
    [InlineData("642", false)] // whoever may write it may not read it
    public void Passwords_that_others_may_read_are_told(string mode, bool told)
    {
        var box = SimulatedBox.Converged();
        box.Blind = seen => seen with { Files = seen.Files.SetItem(Passwords, seen.Files[Passwords] with { Mode = mode }) };

        var plan = box.Plan();

        Assert.True(plan.Report.InSync);
        Assert.False(plan.HasWork);
        Assert.Equal(told, plan.Notes.Any(n => n.English().StartsWith(
            $"{Passwords} has mode {mode}, so other accounts of the box can read its passwords: chmod 640 {Passwords}; ",
            StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_without_passwords_may_be_read_by_everybody()
    {
        var box = SimulatedBox.Converged();
        const string Http = "/etc/asterisk/reconciler_http.conf";
        box.Blind = seen => seen with { Files = seen.Files.SetItem(Http, seen.Files[Http] with { Mode = "664" }) };

        Assert.DoesNotContain(box.Plan().Notes, n => n.English().Contains("passwords", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/etc/asterisk", Module, true)]
    [InlineData("/etc/asterisk", "/etc/asterisk/site/rtp.conf", false)]
    [InlineData("/config/asterisk", "/config/asterisk/site/rtp.conf", false)]
    [InlineData("/config/asterisk", "/config/asterisk.old/rtp.conf", true)]
    public void A_line_that_is_written_elsewhere_is_told(string directory, string target, bool told)
    {
        var box = SimulatedBox.Converged(SimulatedBox.SampleState() + "\nrtp: {rtpstart: 12000, rtpend: 12998}\n");
        Link(box, directory, target);

        var plan = box.Plan();

        Assert.True(plan.Report.InSync);
        Assert.Equal(told, plan.Notes.Any(n => n.English().StartsWith(
            $"/etc/asterisk/rtp.conf is a link to {target}, so the line `#include reconciler_rtp.conf` is written there: ",
            StringComparison.Ordinal)));
    }

    [Fact]
    public void A_link_that_needs_no_line_is_not()
    {
        var box = SimulatedBox.Converged();
        Link(box, "/etc/asterisk", Module);

        Assert.DoesNotContain(box.Plan().Notes, n => n.English().Contains(Module, StringComparison.Ordinal));
    }

    private static void Link(SimulatedBox box, string directory, string target) => box.Blind = seen => seen with
    {
        RealDirectory = directory,
        SymbolicLinks = seen.SymbolicLinks.Add(RtpSubject.Config.Top, target),
    };
}
