using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// A fail2ban that cannot be asked: what can be started is started, all else is told with what to do, and nothing else waits for it.
/// </summary>
public class Fail2banLifeTests
{
    [Theory]
    [InlineData(ServiceUnit.Loaded, Remediation.Automatic, "password guessers are not banned")]
    [InlineData(ServiceUnit.NotTold, Remediation.Automatic, "password guessers are not banned")]
    [InlineData(ServiceUnit.Masked, Remediation.Manual, "systemctl unmask fail2ban && systemctl start fail2ban")]
    [InlineData(ServiceUnit.Missing, Remediation.Manual, "apt-get install --reinstall fail2ban")]
    [InlineData(ServiceUnit.Broken, Remediation.Manual, "systemctl status fail2ban")]
    public void Is_started_only_where_a_start_can_work(ServiceUnit unit, Remediation cure, string consequence)
    {
        var box = Broken(Fail2banLife.Stopped);
        box.Fail2banUnit = unit;

        var plan = box.Plan();

        var drift = Assert.Single(plan.Report.Drifts, d => d.Kind == DriftKind.Service);
        Assert.Equal(("stopped", cure), (drift.Memory?.ToString(), drift.Remediation));
        Assert.Contains(consequence, drift.Consequence.ToString(), StringComparison.Ordinal);
        Assert.Equal(cure == Remediation.Automatic, plan.Activations.Any(a => a.Activation == Fail2banActivations.Start));
        Assert.Contains(plan.Activations, a => a.Activation == PjsipActivations.Reload);
    }

    [Theory]
    [InlineData(812, "T (stopped)", "hung: process 812 does not answer, its state is T (stopped)", "kill -CONT 812")]
    [InlineData(812, "D (disk sleep)", "hung: process 812 does not answer, its state is D (disk sleep)",
        "kill -KILL 812 && systemctl restart fail2ban")]
    [InlineData(0, "", "hung: it does not answer", "systemctl restart fail2ban")]
    public void That_hangs_is_neither_stopped_nor_started(int process, string state, string memory, string remedy)
    {
        var box = Broken(Fail2banLife.Hung);
        box.Fail2banProcess = process == 0 ? null : new ProcessState(process, state);

        var plan = box.Plan();

        var drift = Assert.Single(plan.Report.Drifts, d => d.Kind == DriftKind.Service);
        Assert.Equal((memory, Remediation.Manual), (drift.Memory?.ToString(), drift.Remediation));
        Assert.EndsWith(remedy, drift.Consequence.ToString().TrimEnd(')'), StringComparison.Ordinal);
        Assert.Equal([PjsipActivations.Reload], plan.Activations.Select(a => a.Activation));
        Assert.Empty(plan.Report.Unknown);
    }

    [Fact]
    public void That_is_not_installed_is_noted_and_nothing_is_written_for_it()
    {
        var box = SimulatedBox.Factory();
        box.Fail2ban = Fail2banLife.Absent;
        box.OurAddress = "10.150.77.5"; // nobody bans it
        box.Apply(box.Plan());

        var plan = box.Plan();

        Assert.True(plan.Report.InSync);
        Assert.False(box.Has(Fail2banSubject.Jail));
        Assert.StartsWith("fail2ban is not installed", Assert.Single(plan.Notes).ToString(), StringComparison.Ordinal);
    }

    private static SimulatedBox Broken(Fail2banLife life)
    {
        var box = SimulatedBox.Converged();
        box.Desired = box.Desired with { Policy = box.Desired.Policy with { Service = ServicePolicy.Ensure } };
        box.Fail2ban = life;
        box.Remember(PjsipType.Aor, "250", "max_contacts", "7");
        return box;
    }
}
