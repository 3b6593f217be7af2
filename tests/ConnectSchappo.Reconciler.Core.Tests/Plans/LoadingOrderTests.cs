using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What must be loaded before PJSIP, whose preload is ours: without it a restart takes the objects of others away.</summary>
public class LoadingOrderTests
{
    private const string Wizard = "[phones](!)\ntype=wizard\naccepts_registrations=yes\n[phone300](phones)\n"
        + "endpoint/context=from-internal\n";

    [Fact]
    public void Where_there_are_wizards_their_module_is_preloaded_too()
    {
        var box = SimulatedBox.Factory();
        box["pjsip_wizard.conf"] = Wizard;

        box.Apply(box.Plan());

        Assert.Contains("preload => res_pjsip_config_wizard.so\npreload => res_pjsip.so\npreload => res_pjsip_transport_websocket.so\n",
            box["reconciler_modules.conf"], StringComparison.Ordinal);
        Assert.True(box.Plan().Report.InSync);
    }

    [Theory]
    [InlineData(UnseenReason.Special)]
    [InlineData(UnseenReason.Large)]
    [InlineData(UnseenReason.Unreadable)]
    public void Where_it_was_not_seen_whether_there_are_wizards_their_module_is_preloaded(UnseenReason reason)
    {
        var box = SimulatedBox.Factory();
        box.Unseen[Wizards.Path] = reason;

        box.Apply(box.Plan());

        Assert.Contains("preload => res_pjsip_config_wizard.so\n", box["reconciler_modules.conf"], StringComparison.Ordinal);
        Assert.DoesNotContain(AsteriskActivations.Restart, box.Done);
    }

    [Fact]
    public void What_includes_a_file_that_was_not_read_may_hold_wizards_too()
    {
        var box = SimulatedBox.Factory();
        box["pjsip_wizard.conf"] = "#include local/wizards.conf\n";
        box.Unseen["/etc/asterisk/local/wizards.conf"] = UnseenReason.Large;

        box.Apply(box.Plan());

        Assert.Contains("preload => res_pjsip_config_wizard.so\n", box["reconciler_modules.conf"], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_preloaded_for_the_sake_of_a_file_stays_while_that_is_not_seen()
    {
        var box = SimulatedBox.Factory();
        box["sorcery.conf"] = "[res_pjsip]\nauth=config,pjsip.conf,criteria=type=auth\nauth=realtime,ps_auths\n";
        box.Apply(box.Plan());
        box.Unseen["/etc/asterisk/sorcery.conf"] = UnseenReason.Unreadable;

        Assert.Empty(box.Plan().Edits);
    }

    [Theory]
    [InlineData("realtime,ps_auths", "res_sorcery_realtime.so")]
    [InlineData("memory_cache,object_lifetime_stale=600", "res_sorcery_memory_cache.so")]
    public void What_sorcery_conf_names_is_preloaded_too(string source, string module)
    {
        var box = SimulatedBox.Factory();
        box["sorcery.conf"] = $"[res_pjsip]\nauth=config,pjsip.conf,criteria=type=auth\nauth={source}\n[other]\nx=realtime,y\n";

        box.Apply(box.Plan());

        Assert.Contains($"preload => {module}\n", box["reconciler_modules.conf"], StringComparison.Ordinal);
    }

    [Theory]
    // No wizard, and what PJSIP brings itself.
    [InlineData("[res_pjsip]\nendpoint=astdb,ps_endpoints\n", "pjsip_wizard.conf", "[general]\ntype=transport\n")]
    [InlineData("[test_sorcery]\nx=realtime,y\n", "pjsip_wizard.conf", "[t](!)\ntype=wizard\n")]
    public void Nothing_is_preloaded_that_nobody_needs(string sorcery, string file, string text)
    {
        var box = SimulatedBox.Factory();
        box["sorcery.conf"] = sorcery;
        box[file] = text;

        box.Apply(box.Plan());

        Assert.Contains("[modules](+)\npreload => res_pjsip.so\n", box["reconciler_modules.conf"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_desired_state_without_preloads_gets_none()
    {
        var box = SimulatedBox.Factory(SimulatedBox.SampleState()
            .Replace("  preload: [res_pjsip.so, res_pjsip_transport_websocket.so]\n", "  preload: [res_srtp.so]\n",
                StringComparison.Ordinal)
            .Replace("general: {alwaysauthreject: yes}", "general: {websocket_enabled: no}", StringComparison.Ordinal));
        box["pjsip_wizard.conf"] = Wizard;

        box.Apply(box.Plan());

        Assert.DoesNotContain("wizard", box["reconciler_modules.conf"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_wizard_that_comes_later_costs_no_restart()
    {
        var box = SimulatedBox.Converged();
        box["pjsip_wizard.conf"] = Wizard;

        var plan = box.Plan();

        Assert.Equal(["modules preload res_pjsip_config_wizard.so", "wizard phone300"], plan.Report.Drifts.Select(d => d.Name));
        Assert.Empty(plan.Activations);
    }

    [Theory]
    [InlineData("2026-11-23 02:00:00", true)] // started before our file preloaded it
    [InlineData("2026-11-23 23:00:00", false)]
    public void What_a_preload_of_ours_silenced_is_told_until_Asterisk_starts_again(string started, bool told)
    {
        var box = SimulatedBox.Converged();
        box["pjsip_wizard.conf"] = Wizard;
        box.Apply(box.Plan());
        box.Blind = o => o.Answered(StartedQuestion.Instance, Fact.Known(started));

        var plan = box.Plan();

        Assert.Equal(told ? ["wizard phone300"] : [], plan.Report.Drifts.Select(d => d.Name));
        Assert.All(plan.Report.Drifts, d => Assert.Equal(Remediation.Manual, d.Remediation));
    }

    [Fact]
    public void A_wizard_of_the_name_of_one_of_ours_is_a_persons_matter_before_anything_is_changed()
    {
        var box = SimulatedBox.Factory();
        box["pjsip_wizard.conf"] = "[250]\ntype=wizard\n";

        var plan = box.Plan();

        Assert.Equal(
            ["aor 250", "endpoint 250"],
            plan.Report.Drifts.Where(d => d.Remediation == Remediation.Manual).Select(d => d.Resource.Name).Order(StringComparer.Ordinal));
        Assert.All(plan.Report.Drifts.Where(d => d.Remediation == Remediation.Manual),
            d => Assert.Equal("/etc/asterisk/pjsip_wizard.conf:1:1", d.Place.ToString()));
        Assert.DoesNotContain(plan.Edits, e => e.Path == PjsipSubject.Config.Own);
    }

    [Fact]
    public void A_wizard_of_the_name_of_one_that_is_ours_already_keeps_nothing_else_from_being_healed()
    {
        var box = SimulatedBox.Converged();
        box["pjsip_wizard.conf"] = "[250]\ntype=wizard\n";
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"].Replace("context=from-internal", "context=x", StringComparison.Ordinal);

        var plan = box.Plan();

        Assert.Equal(["aor 250 source", "endpoint 250 source"], plan.Report.Drifts.Where(d => d.Remediation == Remediation.Manual)
            .Select(d => d.Name).Order(StringComparer.Ordinal));
        Assert.Contains(plan.Edits, e => e.Path == PjsipSubject.Config.Own);
        Assert.Empty(plan.Blocked);
    }

    [Fact]
    public void Two_of_one_name_in_memory_are_a_persons_matter()
    {
        var box = SimulatedBox.Converged();
        box.Blind = o => o.Answered(
            TwinsQuestion.Instance,
            Fact.Known<ImmutableHashSet<(PjsipType, string)>>([(PjsipType.Auth, "auth250"), (PjsipType.Auth, "somebodys")]));

        var drift = Assert.Single(box.Plan().Report.Drifts);

        Assert.Equal(("auth auth250", "listed twice", Remediation.Manual),
            (drift.Resource.Name, drift.Memory?.ToString(), drift.Remediation));
    }
}
