using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>Asterisk may read its configuration from another directory than the one that is looked at.</summary>
public class ElsewhereTests
{
    [Theory]
    [InlineData("/etc/asterisk", null, false)]
    [InlineData("/etc/asterisk/", null, false)]
    [InlineData("/config/asterisk", "/config/asterisk", false)] // by a link
    [InlineData("/config/asterisk", "/etc/asterisk", true)]
    [InlineData("/opt/etc", null, true)]
    public void Then_nothing_is_known_and_nothing_done(string read, string? real, bool elsewhere)
    {
        var box = SimulatedBox.Factory();
        box.Blind = o => o.Answered(ConfigDirectoryQuestion.Instance, Fact.Known(read)) with { RealDirectory = real };

        var plan = box.Plan();

        Assert.Equal(elsewhere,
            plan.Report.Unknown.Any(
                u => u.English().StartsWith("everything: Asterisk reads its configuration from", StringComparison.Ordinal)));
        Assert.Equal(!elsewhere, plan.HasWork);
        Assert.False(plan.Report.InSync);
    }

    [Theory]
    [InlineData(AsteriskLife.Running, true)]
    [InlineData(AsteriskLife.Stopped, false)] // then nobody can say it, and a start makes nothing worse
    public void An_Asterisk_that_does_not_say_it_keeps_its_files(AsteriskLife life, bool blocked)
    {
        var box = SimulatedBox.Factory(SimulatedBox.SampleState().Replace("service: observe", "service: ensure", StringComparison.Ordinal));
        box.Asterisk = life;
        box.Blind = o => o.Answered(ConfigDirectoryQuestion.Instance, Fact.Unknown<string>($"no answer"));

        var plan = box.Plan();

        Assert.Equal(!blocked, plan.Edits.Any(e => e.Path == PjsipSubject.Config.Own));
        Assert.Contains(plan.Edits, e => e.Path.StartsWith("/etc/fail2ban/", StringComparison.Ordinal));
        Assert.False(plan.Report.InSync);
    }
}
