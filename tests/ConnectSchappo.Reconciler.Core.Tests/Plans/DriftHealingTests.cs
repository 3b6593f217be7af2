using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What people, web interfaces and lost reloads do to a converged box, what is seen of it, and with what it is healed.</summary>
public class DriftHealingTests
{
    public static TheoryData<string> Cases => [.. Spoilings.Keys];

    // What happened | how | drifts that are told | activations
    private static readonly Dictionary<string, (Action<SimulatedBox> Spoil, string Drifts, string Activations)> Spoilings = new(
        StringComparer.Ordinal)
    {
        ["an option of ours edited, not reloaded"] = (
            b => b["reconciler_pjsip.conf"] = b["reconciler_pjsip.conf"]
                .Replace("context=from-internal", "context=from-nowhere", StringComparison.Ordinal),
            "endpoint 251 context, endpoint 250 context", "PjsipReload"),
        ["edited and reloaded, then put back without a reload"] = (
            b =>
            {
                var right = b["reconciler_pjsip.conf"];
                b["reconciler_pjsip.conf"] = right.Replace("max_contacts=5", "max_contacts=9", StringComparison.Ordinal);
                b.Reload(PjsipSubject.Config);
                b["reconciler_pjsip.conf"] = right;
            },
            "aor 251 max_contacts, aor 250 max_contacts", "PjsipReload"),
        ["our file deleted"] = (
            b => b.Delete("reconciler_http.conf"), "http enabled, http tlsenable, http tlscertfile, http tlsprivatekey", "HttpReload"),
        ["our include line taken out"] = (
            b => b["pjsip_custom.conf"] = "; by hand\n",
            "auth auth251, auth auth250, aor 251, aor 250, endpoint 251, endpoint 250, /etc/asterisk/pjsip_custom.conf", "PjsipReload"),
        ["an error typed above our include line"] = (
            b => b["pjsip_custom.conf"] = "[x\n" + b["pjsip_custom.conf"],
            "auth auth251, auth auth250, aor 251, aor 250, endpoint 251, endpoint 250, /etc/asterisk/pjsip_custom.conf", "PjsipReload"),
        ["an error typed below our include line"] = (b => b["pjsip_custom.conf"] += "[x\n", "", ""),
        ["an open block comment above our include line"] = (
            b => b["http_custom.conf"] = ";-- \n" + b["http_custom.conf"],
            "http enabled, http tlsenable, http tlscertfile, http tlsprivatekey, /etc/asterisk/http_custom.conf", "HttpReload"),
        ["a comment written into our file"] = (
            b => b["reconciler_sip.conf"] += "; do not touch\n", "/etc/asterisk/reconciler_sip.conf", "SipReload"),
        ["an option added to our file"] = (
            b => b["reconciler_pjsip.conf"] += "media_encryption=sdes\n", "endpoint 250 media_encryption", "PjsipReload"),
        ["a peer of chan_sip put back"] = (
            b =>
            {
                b["sip_custom.conf"] += "\n[250]\ntype=friend\nhost=dynamic\nsecret=x\n";
                b.Reload(ChanSipSubject.Config);
            },
            "chan_sip peer 250, /etc/asterisk/sip_custom.conf", "SipReload"),
        ["preloads taken out, still running"] = (
            b => b["reconciler_modules.conf"] = b["reconciler_modules.conf"]
                .Replace("preload => res_pjsip_transport_websocket.so\n", "", StringComparison.Ordinal),
            "modules preload res_pjsip_transport_websocket.so", ""),
        ["chan_sip answers on the WebSocket"] = (b => b.Answers = WebSocketAnswer.ChanSip, "res_pjsip_transport_websocket.so", "Restart"),
        ["the WebSocket's module loaded while Asterisk ran"] = (b => b.CanBeCalled = false, "res_pjsip_transport_websocket.so", "Restart"),
        ["another certificate served than on disk"] = (b => b.Served = "0123456789abcdef0123", "http certificate", "HttpReload"),
        ["the running whitelist lost a network"] =
            (b => b.IgnoreIp.Remove("10.0.8.0/24"), "fail2ban jail asterisk ignoreip", "Fail2banReload"),
        ["a protected address banned"] = (b => b.Banned.Add("10.0.8.77"), "fail2ban jail asterisk ban of 10.0.8.77", "Unban"),
        ["somebody else banned"] = (b => b.Banned.Add("203.0.113.9"), "", ""),
        ["the web server's listener moved by hand"] = (
            b =>
            {
                var right = b["reconciler_http.conf"];
                b["reconciler_http.conf"] = right.Replace("8089", "8099", StringComparison.Ordinal);
                b.Reload(HttpSubject.Config);
                b["reconciler_http.conf"] = right;
            },
            "http TLS listener", "HttpReload"),
    };

    /// <summary>A converged box to which that has happened.</summary>
    internal static SimulatedBox Spoilt(string happened)
    {
        var box = SimulatedBox.Converged();
        Spoilings[happened].Spoil(box);
        return box;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Seen_and_healed_with_the_least_activation(string happened)
    {
        var (spoil, drifts, activations) = Spoilings[happened];
        var box = SimulatedBox.Converged();
        spoil(box);

        var plan = box.Plan();

        Assert.Equal(drifts, string.Join(", ", plan.Report.Drifts.Select(d => d.Name)));
        Assert.Equal(activations, string.Join(' ', plan.Activations.Select(a => a.Activation)));
        Assert.All(plan.Report.Drifts, d => Assert.Equal(DriftOrigin.Corrective, d.Origin));
        box.Apply(plan);
        Assert.Empty(box.Plan().Report.Drifts);
    }

    [Fact]
    public void An_endpoint_in_memory_that_no_file_defines_is_a_lost_reload_unless_others_may_define_it()
    {
        var box = SimulatedBox.Converged();
        box["pjsip_custom.conf"] += "[trunk]\ntype=endpoint\n";
        box.Reload(PjsipSubject.Config);
        box["pjsip_custom.conf"] = box["pjsip_custom.conf"].Replace("[trunk]\ntype=endpoint\n", "", StringComparison.Ordinal);

        var plan = box.Plan();
        Assert.Equal("endpoint trunk", Assert.Single(plan.Report.Drifts).Name);
        Assert.Equal([PjsipActivations.Reload], plan.Activations.Select(a => a.Activation));

        box["pjsip_wizard.conf"] = "[trunk]\ntype=wizard\n";
        Assert.DoesNotContain(box.Plan().Report.Drifts, d => d.ConfigFile == PjsipSubject.Config);
        box["pjsip_wizard.conf"] = "; none\n";
        box["sorcery.conf"] = "[res_pjsip]\nendpoint=realtime,ps_endpoints\n";
        Assert.DoesNotContain(box.Plan().Report.Drifts, d => d.ConfigFile == PjsipSubject.Config);
    }

    [Fact]
    public void An_error_behind_our_line_costs_us_nothing_and_is_noted()
    {
        var box = SimulatedBox.Converged();
        box["pjsip_custom.conf"] += "[sales\ntype=endpoint\n";

        var plan = box.Plan();

        Assert.Empty(plan.Report.Drifts);
        Assert.Contains(plan.Notes, n => n.ToString().StartsWith("/etc/asterisk/pjsip_custom.conf:3:", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_contested_is_told_and_left_alone_and_nothing_else_is()
    {
        var box = SimulatedBox.Converged();
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"].Replace("max_contacts=5", "max_contacts=9", StringComparison.Ordinal);
        box["reconciler_http.conf"] = box["reconciler_http.conf"].Replace("8088", "8087", StringComparison.Ordinal);
        box.Contested.UnionWith([new PjsipId(PjsipType.Aor, "250"), new PjsipId(PjsipType.Aor, "251")]);

        var plan = box.Plan();

        Assert.Equal(["/etc/asterisk/reconciler_http.conf"], plan.Edits.Select(e => e.Path));
        Assert.Equal([HttpActivations.Reload], plan.Activations.Select(a => a.Activation));
        Assert.Empty(plan.Blocked);
        var contested = plan.Report.Drifts.Where(d => d.IsContested).ToList();
        Assert.Equal(["aor 250", "aor 251"], contested.Select(d => d.Resource.Name).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal));
        Assert.All(contested, d => Assert.Equal(Remediation.Manual, d.Remediation));
        Assert.Contains("reverts it repeatedly", contested[0].Consequence.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_contested_keeps_no_other_object_of_its_file_from_being_healed()
    {
        var box = SimulatedBox.Converged();
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"].Replace("max_contacts=5", "max_contacts=9", StringComparison.Ordinal)
            .Replace("context=from-internal", "context=x", StringComparison.Ordinal);
        box.Contested.Add(new PjsipId(PjsipType.Aor, "250"));

        box.Apply(box.Plan());

        Assert.Contains("max_contacts=9", box["reconciler_pjsip.conf"], StringComparison.Ordinal);
        Assert.DoesNotContain("context=x", box["reconciler_pjsip.conf"], StringComparison.Ordinal);
        Assert.False(box.Plan().HasWork);
    }

    [Fact]
    public void What_the_web_interface_generates_is_never_edited_but_told_with_what_to_click()
    {
        var box = SimulatedBox.Converged();
        box["pjsip_additional.conf"] = "[250]\ntype=endpoint\ncontext=from-internal\n";

        var plan = box.Plan();

        Assert.False(plan.HasWork);
        var drift = Assert.Single(plan.Report.Drifts);
        Assert.Equal((DriftKind.Foreign, Remediation.Manual), (drift.Kind, drift.Remediation));
        Assert.Equal("/etc/asterisk/pjsip_additional.conf:1:1", drift.Place.ToString());
        Assert.Contains("delete 250 in the web interface", drift.Consequence.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hand_made_object_of_the_same_name_blocks_its_chain_until_adoption_is_allowed()
    {
        const string theirs = "; Maria's\n[250]\ntype=endpoint\ncontext=from-internal\n\n; a trunk\n[trunk]\ntype=endpoint\n"
            + "context=from-trunk\n";
        var box = SimulatedBox.Factory();
        box["pjsip_custom.conf"] = theirs;

        var plan = box.Plan();

        Assert.DoesNotContain(plan.Edits, e => e.Path.Contains("pjsip", StringComparison.Ordinal));
        Assert.Equal(["pjsip", "sip"], plan.Blocked.Select(b => b.ToString().Split(':')[0]));
        Assert.Contains("policy.adopt", plan.Blocked[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("leaves chan_sip only after PJSIP has it", plan.Blocked[1].ToString(), StringComparison.Ordinal);

        box.Desired = box.Desired with { Policy = box.Desired.Policy with { Adopt = true } };
        box.Apply(box.Plan());

        Assert.Equal("#include reconciler_pjsip.conf\n; a trunk\n[trunk]\ntype=endpoint\ncontext=from-trunk\n", box["pjsip_custom.conf"]);
        Assert.False(box.Plan().HasWork);
    }

    [Fact]
    public void A_hand_made_object_that_has_its_type_from_a_template_is_taken_over_too()
    {
        const string template = "[desk](!)\ntype=endpoint\ncontext=from-internal\n\n";
        var box = SimulatedBox.Factory();
        box["pjsip_custom.conf"] = $"{template}[250](desk)\nallow=ulaw\n\n[trunk](desk)\ncontext=from-trunk\n";
        box.Desired = box.Desired with { Policy = box.Desired.Policy with { Adopt = true } };

        box.Apply(box.Plan());

        Assert.Equal($"#include reconciler_pjsip.conf\n{template}[trunk](desk)\ncontext=from-trunk\n", box["pjsip_custom.conf"]);
        Assert.False(box.Plan().HasWork);
    }

    [Fact]
    public void A_later_line_that_wins_over_ours_is_told_with_its_place()
    {
        var box = SimulatedBox.Converged();
        box["http_custom.conf"] += "[general](+)\nbindport=8089\n";

        var plan = box.Plan();

        var drift = Assert.Single(plan.Report.Drifts, d => d.Kind == DriftKind.Foreign);
        Assert.Equal("http bindport", drift.Name);
        Assert.Equal("/etc/asterisk/http_custom.conf:4:1", drift.Place.ToString());
        Assert.Equal(Remediation.Manual, drift.Remediation);
    }

    [Theory]
    [InlineData("pjsip_additional.conf", "timers=no\n", "timers", "/etc/asterisk/pjsip_additional.conf:1:1")]
    [InlineData("pjsip_custom_post.conf", "[250](+type=endpoint)\nwebrtc=no\n", "webrtc", "/etc/asterisk/pjsip_custom_post.conf:2:1")]
    public void A_line_of_others_that_falls_into_our_section_is_for_a_person_since_no_edit_of_ours_removes_it(
        string file, string text, string field, string place)
    {
        var box = SimulatedBox.Converged();
        box[file] = text;
        box.Reload(PjsipSubject.Config);
        box.Remember(PjsipType.Endpoint, "250", "use_avpf", field == "webrtc" ? "no" : "yes");

        var plan = box.Plan();

        var drift = plan.Report.Drifts.First(d => d.Field == field);
        Assert.All(plan.Report.Drifts, d => Assert.Equal((DriftKind.Foreign, place), (d.Kind, d.Place.ToString())));
        Assert.Equal((field, place, Remediation.Manual), (drift.Field, drift.Place.ToString(), drift.Remediation));
        Assert.False(plan.HasWork);
    }

    [Fact]
    public void A_noload_of_what_we_preload_is_for_a_person_before_the_next_start_comes_without_it()
    {
        var box = SimulatedBox.Converged();
        box["modules_custom.conf"] += "noload => res_pjsip_transport_websocket.so\n";

        var plan = box.Plan();

        var drift = Assert.Single(plan.Report.Drifts);
        Assert.StartsWith("/etc/asterisk/modules_custom.conf:", drift.Place.ToString(), StringComparison.Ordinal);
        Assert.Equal((DriftKind.Foreign, "modules noload res_pjsip_transport_websocket.so", Remediation.Manual),
            (drift.Kind, drift.Name, drift.Remediation));
        Assert.False(plan.HasWork);
    }

    [Fact]
    public void A_wrong_value_says_where_it_comes_from_and_what_it_overrides()
    {
        var box = SimulatedBox.Converged();
        box["reconciler_http.conf"] = box["reconciler_http.conf"].Replace("bindport=8088", "bindport=8089", StringComparison.Ordinal);

        Assert.Equal(
            "/etc/asterisk/reconciler_http.conf:6:1, overrides /etc/asterisk/http_additional.conf:5:1",
            box.Plan().Report.Drifts.Single(d => d.Field == "bindport").Provenance?.ToString());
    }

    [Fact]
    public void Chan_sip_is_cleaned_up_and_all_else_stays_byte_for_byte()
    {
        var box = SimulatedBox.Factory();
        box["sip_custom.conf"] = "[general](+)\r\nstunaddr=stun.example.org:3478\r\n\r\n; old\r\n[250]\r\ntype=friend\r\n\r\n; fax\r\n"
            + "[300]\r\ntype = friend ; x\r\n";

        box.Apply(box.Plan());

        Assert.Equal(
            "#include reconciler_sip.conf\r\n[general](+)\r\nstunaddr=stun.example.org:3478\r\n\r\n; fax\r\n[300]\r\ntype = friend ; x\r\n",
            box["sip_custom.conf"]);
    }
}
