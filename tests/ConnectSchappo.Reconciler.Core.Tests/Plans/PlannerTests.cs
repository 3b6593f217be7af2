using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

public class PlannerTests
{
    [Fact]
    public void A_factory_box_without_calls_needs_one_restart_and_no_reload()
    {
        var plan = SimulatedBox.Factory().Plan();

        Assert.Equal([Fail2banActivations.Reload, AsteriskActivations.Restart], plan.Activations.Select(a => a.Activation));
        Assert.All(plan.Activations, a => Assert.Null(a.WaitsFor));
        Assert.Equal(
            [
                "/etc/asterisk/reconciler_http.conf", "/etc/asterisk/reconciler_modules.conf", "/etc/asterisk/reconciler_pjsip.conf",
                "/etc/asterisk/reconciler_sip.conf", "/etc/asterisk/http_custom.conf", "/etc/asterisk/modules_custom.conf",
                "/etc/asterisk/pjsip_custom.conf", "/etc/asterisk/sip_custom.conf", "/etc/fail2ban/jail.d/zz-reconciler.local",
            ],
            plan.Edits.Select(e => e.Path));
    }

    [Fact]
    public void What_was_never_ours_is_asked_for_and_not_drifted() => Assert.All(
        SimulatedBox.Factory().Plan().Report.Drifts, d => Assert.Equal(DriftOrigin.Intentional, d.Origin));

    [Fact]
    public void With_calls_up_what_can_be_reloaded_is_and_the_restart_waits()
    {
        var box = SimulatedBox.Factory();
        box.Channels = 2;

        var plan = box.Plan();

        Assert.Equal(
            [
                Fail2banActivations.Reload, HttpActivations.Reload, PjsipActivations.Reload, ChanSipActivations.Reload,
                AsteriskActivations.Restart,
            ],
            plan.Activations.Select(a => a.Activation));
        Assert.Equal("2 channels in progress to end", plan.Activations[^1].WaitsFor?.ToString());
    }

    [Fact]
    public void After_a_plan_is_applied_the_next_plan_is_empty()
    {
        var plan = SimulatedBox.Converged().Plan();

        Assert.Empty(plan.Report.Drifts);
        Assert.Empty(plan.Report.Unknown);
        Assert.False(plan.HasWork);
    }

    [Fact]
    public void Where_the_desired_state_says_nothing_there_is_no_file_of_ours_and_nothing_to_do()
    {
        var box = SimulatedBox.Factory();
        box.Desired = SimulatedBox.Read("apiVersion: reconciler/v1\nboxes:\n  matriz: {address: 198.51.100.10, user: reconciler}\n");

        Assert.False(box.Plan().HasWork);
    }

    [Fact]
    public void A_section_that_is_taken_out_takes_our_file_with_it()
    {
        var box = SimulatedBox.Converged();
        var sample = SimulatedBox.SampleState();
        box.Desired = SimulatedBox.Read(sample[..sample.IndexOf("\nsip:", StringComparison.Ordinal)]);

        var plan = box.Plan("r2");

        Assert.Equal(["/etc/asterisk/reconciler_sip.conf", Fail2banSubject.Jail], plan.Edits.Where(e => e.After is null)
            .Select(e => e.Path));
        Assert.Equal([Fail2banActivations.Reload, ChanSipActivations.Reload], plan.Activations.Select(a => a.Activation));
    }

    [Fact]
    public void A_new_revision_that_says_the_same_changes_nothing()
    {
        Assert.False(SimulatedBox.Converged().Plan("r2").HasWork);
    }

    [Fact]
    public void The_same_input_gives_the_same_plan()
    {
        var one = SimulatedBox.Factory().Plan();
        var other = SimulatedBox.Factory().Plan();

        Assert.Equal(one.Edits, other.Edits);
        Assert.Equal(one.Activations, other.Activations);
        Assert.Equal(one.Report.Drifts, other.Report.Drifts);
    }

    [Theory]
    [InlineData("context: from-internal", "context: from-outside", "PjsipReload")]
    [InlineData("allow: ulaw,alaw", "allow: alaw", "PjsipReload")]
    [InlineData("max_contacts: 5", "max_contacts: 3", "PjsipReload")]
    [InlineData("direct_media: no", "direct_media: yes", "PjsipReload")]
    [InlineData("name: Recepcao", "name: Portaria", "PjsipReload")]
    [InlineData("bindport: 8088", "bindport: 8087", "HttpReload")]
    [InlineData("tlsbindaddr: 0.0.0.0:8089", "tlsbindaddr: 0.0.0.0:8090", "HttpReload")]
    [InlineData("alwaysauthreject: yes", "alwaysauthreject: no", "SipReload")]
    [InlineData("10.0.8.0/24]", "10.0.9.0/24]", "Fail2banReload")]
    [InlineData("[res_pjsip.so, ", "[res_pjsip.so, res_srtp.so, ", "")]
    public void A_single_change_of_the_desired_state_costs_its_least_activation(string before, string after, string activation)
    {
        var box = SimulatedBox.Converged();
        Assert.Contains(before, SimulatedBox.SampleState(), StringComparison.Ordinal);
        box.Desired = SimulatedBox.Read(SimulatedBox.SampleState().Replace(before, after, StringComparison.Ordinal));

        var plan = box.Plan("r2");

        Assert.Equal(activation, string.Join(' ', plan.Activations.Select(a => a.Activation)));
        Assert.Single(plan.Edits);
        Assert.All(plan.Report.Drifts, d => Assert.Equal(DriftOrigin.Intentional, d.Origin));
        box.Apply(plan);
        Assert.False(box.Plan("r2").HasWork);
    }

    [Fact]
    public void A_changed_secret_is_drift_like_any_other()
    {
        var box = SimulatedBox.Converged();
        box.Secrets["softphone-250"] = new Secret("another-word-for-250");

        var plan = box.Plan();

        Assert.Equal([PjsipActivations.Reload], plan.Activations.Select(a => a.Activation));
        Assert.Equal("auth auth250 password", Assert.Single(plan.Report.Drifts).Name);
    }

    [Fact]
    public void A_missing_secret_stops_only_the_object_that_needs_it_and_what_hangs_on_that()
    {
        var box = SimulatedBox.Factory();
        box.Secrets.Remove("softphone-250");

        var plan = box.Plan();

        var objects = OwnObjects.Read(
            PjsipSubject.Instance,
                plan.Edits.Single(e => e.Path.EndsWith("reconciler_pjsip.conf", StringComparison.Ordinal)).After!.Reveal());
        Assert.Equal(["auth auth251", "aor 251", "aor 250", "endpoint 251"], objects.Keys.Select(k => k.Name));
        Assert.Contains(plan.Edits, e => e.Path.EndsWith("reconciler_http.conf", StringComparison.Ordinal));
        Assert.Equal(["The secret softphone-250 is nowhere. Until then auth auth250 keeps its value"],
            plan.Report.Unknown.Select(m => m.ToString()));
        Assert.Empty(plan.Blocked);
    }

    [Fact]
    public void While_a_secret_is_missing_its_object_stays_as_our_file_has_it_and_all_else_is_healed()
    {
        var box = SimulatedBox.Converged();
        box.Secrets.Remove("softphone-251");
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"].Replace("max_contacts=5", "max_contacts=9", StringComparison.Ordinal);

        box.Apply(box.Plan());

        Assert.Contains("password=hush-251-hush", box["reconciler_pjsip.conf"], StringComparison.Ordinal);
        Assert.Contains("max_contacts=5", box["reconciler_pjsip.conf"], StringComparison.Ordinal);
        Assert.Empty(box.Plan().Report.Drifts);
        Assert.False(box.Plan().HasWork);
    }

    [Fact]
    public void A_weak_secret_is_noted_without_telling_it()
    {
        var box = SimulatedBox.Converged();
        box.Secrets["softphone-250"] = new Secret("short7");

        var note = Assert.Single(box.Plan().Notes, n => n.ToString().Contains("DS063", StringComparison.Ordinal));
        Assert.DoesNotContain("short7", note.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_that_got_no_answer_in_time_is_a_blind_spot_and_no_agreement()
    {
        var box = SimulatedBox.Converged();
        box.ProbeTimedOut = true;

        Assert.Equal(["who answers on the WebSocket: no answer within 5 s"], box.Plan().Report.Unknown.Select(m => m.ToString()));
        Assert.False(box.Plan().Report.InSync);
    }

    [Fact]
    public void A_WebSocket_on_which_nobody_answers_is_told_to_a_person_and_costs_no_restart()
    {
        var box = SimulatedBox.Converged();
        box.Answers = WebSocketAnswer.Nobody;

        var plan = box.Plan();

        Assert.False(plan.HasWork);
        Assert.Equal(("WebSocket", Remediation.Manual),
            (plan.Report.Drifts.Single().Resource.Name, plan.Report.Drifts.Single().Remediation));
    }

    [Fact]
    public void A_missing_secret_removes_nothing()
    {
        var box = SimulatedBox.Converged();
        box.Secrets.Remove("softphone-250");

        Assert.False(box.Plan().HasWork);
    }

    [Fact]
    public void An_extension_that_leaves_the_desired_state_leaves_the_box()
    {
        var box = SimulatedBox.Converged();
        box.Desired = SimulatedBox.Read(Without251());

        var plan = box.Plan("r2");
        box.Apply(plan);

        Assert.Equal([PjsipActivations.Reload], plan.Activations.Select(a => a.Activation));
        Assert.DoesNotContain("251", box["reconciler_pjsip.conf"], StringComparison.Ordinal);
        Assert.False(box.Plan("r2").HasWork);
    }

    [Fact]
    public void More_removals_than_the_cap_wait_for_a_person()
    {
        var box = SimulatedBox.Converged();
        box.Desired = SimulatedBox.Read(Without251().Replace("removals: {max: 5}", "removals: {max: 2}", StringComparison.Ordinal));

        var plan = box.Plan("r2");

        Assert.False(plan.HasWork);
        Assert.Contains("3 objects would be removed and policy.removals.max is 2", Assert.Single(plan.Blocked)
            .ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_of_a_plan_holds_a_secret()
    {
        var box = SimulatedBox.Factory();
        box["pjsip_custom.conf"] = "; old\n[auth250]\ntype=auth\nauth_type=userpass\nusername=250\npassword=hush-by-hand\n";
        box.Desired = box.Desired with { Policy = box.Desired.Policy with { Adopt = true } };

        var text = box.Plan().ToString() + string.Join('\n', box.Plan().Edits.Select(e => $"{e.MaskedBefore}{e.MaskedAfter}{e}"))
            + string.Join('\n', box.Plan().Report.Drifts);

        Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Schappo250", text, StringComparison.Ordinal);
    }

    private static string Without251() => string.Join('\n', SimulatedBox.SampleState().Split('\n')
        .Where(l => !l.StartsWith("extensions:", StringComparison.Ordinal) && !l.Contains("\"251\"", StringComparison.Ordinal)));
}
