using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What the policy lets a plan do: on which parts of a box, to which services, at which hours.</summary>
public class PolicyTests
{
    [Fact]
    public void Observe_shows_the_work_and_withholds_it()
    {
        var box = SimulatedBox.Factory();
        box.Desired = box.Desired with { Policy = box.Desired.Policy with { Mode = PolicyMode.Observe } };

        var plan = box.Plan();

        Assert.True(plan.HasWork);
        Assert.NotNull(plan.Withheld);
    }

    [Fact]
    public void A_part_in_observe_mode_is_told_and_left_alone()
    {
        var box = SimulatedBox.Converged();
        box["reconciler_http.conf"] = box["reconciler_http.conf"].Replace("8088", "8087", StringComparison.Ordinal);
        box.Desired = box.Desired with { Policy = box.Desired.Policy with { ModeByKind = [new("http", PolicyMode.Observe)] } };

        var plan = box.Plan();

        Assert.False(plan.HasWork);
        Assert.Equal("http bindport", Assert.Single(plan.Report.Drifts).Name);
    }

    [Theory]
    [InlineData(AsteriskLife.Stopped, ServicePolicy.Observe)]
    [InlineData(AsteriskLife.Hung, ServicePolicy.Ensure)]
    [InlineData(AsteriskLife.Booting, ServicePolicy.Ensure)]
    public void An_Asterisk_that_does_not_serve_is_told_and_nothing_of_it_is_changed_while_fail2ban_is(
        AsteriskLife life, ServicePolicy policy)
    {
        var box = SimulatedBox.Factory();
        box.Asterisk = life;
        box.Desired = box.Desired with { Policy = box.Desired.Policy with { Service = policy } };

        var plan = box.Plan();

        Assert.Equal(["fail2ban"], plan.Parts.Select(p => p.Subject.Name));
        Assert.Single(plan.Blocked);
    }

    [Fact]
    public void A_stopped_Asterisk_is_started_where_the_policy_ensures_it_and_needs_no_reload_then()
    {
        var box = SimulatedBox.Factory();
        box.Asterisk = AsteriskLife.Stopped;
        box.Desired = box.Desired with { Policy = box.Desired.Policy with { Service = ServicePolicy.Ensure } };

        var plan = box.Plan();
        box.Apply(plan);

        Assert.Equal([Fail2banActivations.Reload, AsteriskActivations.Start], plan.Activations.Select(a => a.Activation));
        Assert.False(box.Plan().HasWork);
    }

    [Theory]
    [InlineData(Fail2banLife.Stopped, ServicePolicy.Observe, "", "start it (systemctl start fail2ban)")]
    [InlineData(Fail2banLife.Stopped, ServicePolicy.Ensure, "StartFail2ban", "password guessers")]
    public void A_fail2ban_that_does_not_run_is_told_and_started_only_where_the_policy_ensures_it(
        Fail2banLife life, ServicePolicy policy, string activations, string consequence)
    {
        var box = SimulatedBox.Converged();
        box.Fail2ban = life;
        box.Desired = box.Desired with { Policy = box.Desired.Policy with { Service = policy } };

        var plan = box.Plan();

        Assert.Contains(consequence, Assert.Single(plan.Report.Drifts).Consequence.ToString(), StringComparison.Ordinal);
        Assert.Equal(activations, string.Join(' ', plan.Activations.Select(a => a.Activation)));
        Assert.Empty(plan.Report.Unknown);
    }

    [Theory]
    [InlineData("2026-11-23T04:30:00Z", true)] // 01:30 in São Paulo
    [InlineData("2026-11-23T12:00:00Z", false)] // 09:00
    public void A_restart_keeps_to_its_window(string now, bool open)
    {
        var box = SimulatedBox.Factory();
        box.Desired = SimulatedBox.Read(SimulatedBox.SampleState().Replace(
            "restart: {when: idle,", "restart: {when: idle, window: \"Mon-Sun 01:00-05:00 America/Sao_Paulo\",", StringComparison.Ordinal));

        var restart = box.Plan(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)).Activations[^1];

        Assert.Equal(AsteriskActivations.Restart, restart.Activation);
        Assert.Equal(open ? null : "the restart window 01:00 to 05:00 America/Sao_Paulo", restart.WaitsFor?.ToString());
    }
}
