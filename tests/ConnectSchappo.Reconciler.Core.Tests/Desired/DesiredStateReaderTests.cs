using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired;

public sealed class DesiredStateReaderTests
{
    private static DesiredBox Box(string yaml, int index = 0)
    {
        var reading = DesiredStateReader.Read("state.yaml", yaml);
        Assert.True(reading.State is not null, string.Join('\n', reading.Problems));
        return reading.State.Boxes[index];
    }

    private static string Head(string boxes = "  one: {address: 192.0.2.1, user: root}") => $"apiVersion: reconciler/v1\nboxes:\n{boxes}\n";

    private static string Print(EquatableArray<DesiredOption> options) => string.Join(' ', options.Select(o => $"{o.Name}={o.Value}"));

    [Fact]
    public void The_sample_becomes_the_box_of_the_lab()
    {
        var box = Box(DesiredStateCase.Sample);

        Assert.Equal(("matriz", "198.51.100.10", 22, "reconciler", null), (box.Name, box.Address, box.Port, box.User, box.HostKey));
        Assert.Equal(
            "enabled=yes bindaddr=127.0.0.1 bindport=8088 tlsenable=yes tlsbindaddr=0.0.0.0:8089"
            + " tlscertfile=/etc/asterisk/keys/asterisk.pem tlsprivatekey=/etc/asterisk/keys/asterisk.pem",
            Print(box.Http));
        Assert.Equal(["res_pjsip.so", "res_pjsip_transport_websocket.so"], box.Preload);
        Assert.Equal(
            [
                (PjsipType.Auth, "auth251"), (PjsipType.Auth, "auth250"), (PjsipType.Aor, "251"), (PjsipType.Aor, "250"),
                (PjsipType.Endpoint, "251"), (PjsipType.Endpoint, "250"),
            ],
            box.Pjsip.Select(o => (o.Type, o.Name)));
        Assert.Equal("alwaysauthreject=yes", Print(box.SipGeneral));
        Assert.Equal(["251", "250"], box.SipAbsent);
        Assert.Equal(["127.0.0.1/8", "198.51.100.0/24", "10.0.8.0/24"], box.IgnoreIp!.Value);
        Assert.Equal(["softphone-251", "softphone-250"], box.SecretNames);
        Assert.Equal(Policy.Default, box.Policy);
        Assert.Equal([], DesiredStateReader.Read("state.yaml", DesiredStateCase.Sample).Problems);
    }

    [Fact]
    public void The_short_way_makes_the_same_objects_as_the_long_way()
    {
        var box = Box(DesiredStateCase.Sample);

        foreach (var type in new[] { PjsipType.Auth, PjsipType.Aor, PjsipType.Endpoint })
        {
            var longWay = box.Pjsip.Last(o => o.Type == type).Options.Select(o => $"{o.Name}={o.Value}").Order(StringComparer.Ordinal);
            var shortWay = box.Pjsip.First(o => o.Type == type).Options
                .Select(o => $"{o.Name}={o.Value}".Replace("251", "250", StringComparison.Ordinal)
                    .Replace("Recepcao", "Connect Schappo", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal);
            Assert.Equal(longWay, shortWay);
        }
    }

    [Theory]
    [InlineData("webrtc", "yes")]
    [InlineData("callerid", "010")]
    [InlineData("callerid", "0x1F")]
    [InlineData("callerid", "1e3")]
    [InlineData("callerid", "2026-11-23")]
    [InlineData("callerid", "a;b")]
    [InlineData("callerid", "=> x")]
    public void A_scalar_stays_the_text_that_it_is(string option, string text)
    {
        var box = Box(Head() + $$$$"""
            http: {enabled: on, tlsenable: on, tlscertfile: /a.pem}
            modules: {preload: [res_pjsip_transport_websocket.so]}
            pjsip:
              auths: {a: {username: b, password: {secret: s}}}
              endpoints: {e: {auth: a, {{{{option}}}}: "{{{{text}}}}"}}
            """);

        Assert.Equal(new DesiredValue.Text(text), box.Pjsip[^1][option]);
    }

    [Fact]
    public void Groups_add_to_lists_and_override_values_and_the_box_has_the_last_word()
    {
        var yaml = Head("""
              one: {address: 192.0.2.1, user: root, labels: {site: recife, size: big}}
              two: {address: 192.0.2.2, user: root, http: {bindport: 8087}, fail2ban: {ignoreip: [192.0.2.9]}, labels: {site: recife}}
              three: {address: 192.0.2.3, user: root, sip: {absent: ["7"]}}
            """) + """
            http: {bindaddr: 127.0.0.1, bindport: 8088}
            sip: {absent: ["6"]}
            fail2ban: {ignoreip: [10.0.8.0/24]}
            groups:
              recife: {match: {site: recife}, fail2ban: {ignoreip: [10.0.9.0/24, 10.0.8.0/24]}, http: {bindport: 8080, prefix: x}}
              big: {match: {site: recife, size: big}, policy: {adopt: yes, removals: {max: 9}}, http: {prefix: y}}
            """;

        var (one, two, three) = (Box(yaml), Box(yaml, 1), Box(yaml, 2));

        Assert.Equal("bindaddr=127.0.0.1 bindport=8080 prefix=y", Print(one.Http));
        Assert.Equal("bindaddr=127.0.0.1 bindport=8087 prefix=x", Print(two.Http));
        Assert.Equal("bindaddr=127.0.0.1 bindport=8088", Print(three.Http));
        Assert.Equal(["10.0.8.0/24", "10.0.9.0/24"], one.IgnoreIp!.Value);
        Assert.Equal(["10.0.8.0/24", "10.0.9.0/24", "192.0.2.9"], two.IgnoreIp!.Value);
        Assert.Equal(["6", "7"], three.SipAbsent);
        Assert.Equal((true, 9), (one.Policy.Adopt, one.Policy.RemovalsMax));
        Assert.Equal((false, 5), (two.Policy.Adopt, two.Policy.RemovalsMax));
    }

    [Fact]
    public void A_list_written_for_an_option_is_joined_and_adds_up()
    {
        var box = Box(Head("  one: {address: 192.0.2.1, user: root, extensions: {\"7\": {endpoint: {allow: [g722]}}}}") + """
            profiles: {desk: {extends: phone, endpoint: {allow: [alaw, ulaw], context: from-desk}, aor: {max_contacts: 2}}}
            extensions: {"7": {profile: desk, name: Mesa, password: {secret: mesa}, endpoint: {dtmf_mode: info}}}
            """);

        var endpoint = box.Pjsip.Single(o => o.Type is PjsipType.Endpoint);
        Assert.Equal("alaw,ulaw,g722", endpoint["allow"]!.ToString());
        Assert.Equal("all", endpoint["disallow"]!.ToString());
        Assert.Equal(
            ("from-desk", "info", "\"Mesa\" <7>"),
            (endpoint["context"]!.ToString(), endpoint["dtmf_mode"]!.ToString(), endpoint["callerid"]!.ToString()));
        Assert.Equal("2", box.Pjsip.Single(o => o.Type is PjsipType.Aor)["max_contacts"]!.ToString());
        Assert.Equal(
            ["desk", "phone", null],
            new[] { "context", "direct_media", "dtmf_mode" }.Select(n => endpoint.Options.Single(o => o.Name == n).Profile));
    }

    [Fact]
    public void A_password_of_the_extension_overrides_that_of_its_profile_and_its_own_options_have_the_last_word()
    {
        var box = Box(Head() + """
            profiles: {shared: {extends: phone, auth: {password: {secret: everybody}}, endpoint: {aors: lobby, callerid: Lobby}}}
            pjsip: {aors: {lobby: {}}}
            extensions:
              "7": {profile: shared, name: Ana, password: {secret: ana}, auth: {realm: hall}}
              "8": {profile: shared, auth: {auth_type: md5, md5_cred: {secret: hash}}, endpoint: {aors: "8"}}
            """);

        Assert.Equal("username=7 auth_type=userpass password={secret: ana} realm=hall", Print(box.Pjsip[0].Options));
        Assert.Equal("username=8 auth_type=md5 password={secret: everybody} md5_cred={secret: hash}", Print(box.Pjsip[1].Options));
        var endpoints = box.Pjsip.Where(o => o.Type is PjsipType.Endpoint).ToList();
        Assert.Equal(["lobby", "8"], endpoints.Select(e => e["aors"]!.ToString()));
        Assert.Equal(["\"Ana\" <7>", "Lobby"], endpoints.Select(e => e["callerid"]!.ToString()));
    }

    [Theory]
    [InlineData("\ufeff", "\n")]
    [InlineData("", "\r\n")]
    public void A_byte_order_mark_and_Windows_line_ends_change_nothing(string start, string lineEnd)
    {
        var yaml = start + DesiredStateCase.Sample.Replace("\n", lineEnd, StringComparison.Ordinal);

        Assert.Equal(Box(DesiredStateCase.Sample), Box(yaml));
    }

    [Fact]
    public void A_fleet_of_boxes_that_differ_by_their_address_alone_is_told_its_mistake_once()
    {
        var boxes = string.Join('\n', Enumerable.Range(1, 100).Select(i => $"  b{i}: {{address: 192.0.2.{i}, user: root}}"));

        var reading = DesiredStateReader.Read(
            "state.yaml", Head(boxes) + "extensions: {\"7\": {profile: webrtc, password: {secret: s}}}\n");

        Assert.Equal(["DS041", "DS042"], reading.Problems.Select(p => p.Code));
    }

    [Fact]
    public void Boxes_alike_keep_what_is_their_own()
    {
        var yaml = Head("""
              a: {address: 192.0.2.1, user: root, labels: {site: x}}
              b: {address: 192.0.2.2, port: 2222, user: admin, labels: {site: x, floor: 2}}
              c: {address: 192.0.2.3, user: root, labels: {site: y}}
            """) + """
            http: {prefix: all}
            groups: {x: {match: {site: x}, http: {prefix: x}}}
            """;

        var (a, b, c) = (Box(yaml), Box(yaml, 1), Box(yaml, 2));

        Assert.Equal(("a", "192.0.2.1", 22, "root", "prefix=x"), (a.Name, a.Address, a.Port, a.User, Print(a.Http)));
        Assert.Equal(("b", "192.0.2.2", 2222, "admin", "prefix=x"), (b.Name, b.Address, b.Port, b.User, Print(b.Http)));
        Assert.Equal(("c", 1, "prefix=all"), (c.Name, c.Labels.Count, Print(c.Http)));
    }

    [Fact]
    public void Silence_about_ignoreip_is_not_an_empty_list() => Assert.Null(Box(Head()).IgnoreIp);

    [Fact]
    public void A_policy_says_when_and_how_far()
    {
        var policy = Box(Head() + """
            policy:
              mode: {default: observe, http: enforce}
              restart: {when: never, maxWait: 1h30m, window: "Fri-Mon 22:30-05:00 America/Sao_Paulo"}
              removals: {max: 0}
              adopt: on
              service: ensure
            """).Policy;

        Assert.Equal(
            new Policy
            {
                Mode = PolicyMode.Observe,
                ModeByKind = [new KindMode("http", PolicyMode.Enforce)],
                RestartWhen = RestartWhen.Never,
                RestartMaxWait = TimeSpan.FromMinutes(90),
                RestartWindow = new RestartWindow(
                    [DayOfWeek.Monday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday],
                    new TimeOnly(22, 30), new TimeOnly(5, 0), "America/Sao_Paulo"),
                RemovalsMax = 0,
                Adopt = true,
                Service = ServicePolicy.Ensure,
            },
            policy);
        Assert.Equal((PolicyMode.Enforce, PolicyMode.Observe), (policy.ModeOf("http"), policy.ModeOf("pjsip")));
    }

    [Theory]
    [InlineData("2026-11-27T22:29", false)] // a Friday
    [InlineData("2026-11-27T22:30", true)]
    [InlineData("2026-11-28T04:59", true)]
    [InlineData("2026-11-28T05:00", false)]
    [InlineData("2026-11-24T04:00", true)] // Tuesday's small hours belong to Monday
    [InlineData("2026-11-25T04:00", false)]
    public void A_window_past_midnight_is_that_of_the_day_on_which_it_opened(string local, bool isOpen)
    {
        var window = new RestartWindow(
            [DayOfWeek.Monday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday], new TimeOnly(22, 30), new TimeOnly(5, 0), "UTC");

        Assert.Equal(isOpen, window.IsOpen(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_problem_says_what_is_wrong_and_the_way_out()
    {
        var reading = DesiredStateReader.Read("state.yaml", Head() + "pjsip: {auths: {a: {username: b, pasword: x}}, endpoins: {}}\n");

        Assert.Contains("state.yaml:4:", reading.Problems[0].ToString(), StringComparison.Ordinal);
        Assert.Contains(
            ("DS010", "`endpoins` is not a key of `pjsip`.", "Did you mean `endpoints`?"),
            reading.Problems.Select(p => (p.Code, p.Message.English(), p.Hint.English())));
    }

    [Fact]
    public void No_problem_ever_holds_a_secret()
    {
        var reading = DesiredStateReader.Read("state.yaml", Head() + """
            extensions: {"7": {profile: phone, password: hunter2hunter2}, "8": {profile: phone, password: [hunter2hunter2]}}
            pjsip: {auths: {a: {username: b, password: "hunter2hunter2\n"}, c: {username: b, md5_cred: hunter2hunter2}}}
            """);

        Assert.Equal(4, reading.Problems.Count(p => p.Code == ProblemKinds.PlainSecret.Code));
        Assert.DoesNotContain("hunter2", string.Concat(reading.Problems), StringComparison.Ordinal);
    }
}
