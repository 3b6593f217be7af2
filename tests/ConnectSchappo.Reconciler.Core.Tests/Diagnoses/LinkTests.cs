using System.Collections.Immutable;
using System.Net;
using ConnectSchappo.Reconciler.Core.Diagnoses;
using ConnectSchappo.Reconciler.Core.Diagnoses.Facts;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Tests.Plans;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Diagnoses;

/// <summary>What links find in evidence that is not made on every box; the others are tried on boxes (DoctorTests).</summary>
public sealed class LinkTests
{
    internal const string Softphone = """
        Event: EndpointDetail
        ObjectName: 250
        Webrtc: yes
        Context: from-internal
        Allow: (ulaw|alaw)
        Auth: auth250
        Aors: 250

        Event: AuthDetail
        ObjectName: auth250
        Username: 250
        Password: not-to-be-printed

        Event: AorDetail
        ObjectName: 250
        MaxContacts: 1
        RemoveExisting: false
        """;

    [Fact]
    public void No_two_causes_have_one_name_and_every_name_is_made_of_words_and_dashes()
    {
        var names = KnownLinks.All.SelectMany(l => l.Causes).Append(Cause.Differs).Select(c => c.Name).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.All(names, n => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", n));
        Assert.Equal(KnownLinks.All.Select(l => l.Name).Distinct(), KnownLinks.All.Select(l => l.Name));
    }

    [Fact]
    public void Without_a_session_with_Asterisk_nothing_of_its_memory_is_claimed()
    {
        var evidence = Evidence() with { Answers = null, NoAnswers = $"nobody lets us in" };
        Assert.StartsWith("broken no-answers", Found("Asterisk", evidence), StringComparison.Ordinal);
        foreach (var name in (string[])["modules", "extension", "login", "contacts", "dialplan", "codecs", "ICE", "calls", "log"])
        {
            var report = Examine(name, evidence);
            Assert.Equal((name, Weight.NotLooked, "nobody lets us in"), (name, report.Weight, report.Text.ToString()));
        }
    }

    [Theory]
    [InlineData(89, "")]
    [InlineData(90, "remark sessions-nearly-exhausted")]
    [InlineData(100, "broken sessions-exhausted")]
    public void Connections_are_held_against_the_limit(int open, string found) => Assert.Equal(found, Found("web server", Evidence() with
    {
        Host = new() { Sessions = Enumerable.Range(1, open).Select(p => new IPEndPoint(IPAddress.Loopback, p)).ToEquatableArray() },
    }));

    [Fact]
    public void A_listener_that_nobody_wants_is_missed_where_a_softphone_is_made_by_hand() => Assert.Equal(
        "broken no-listener", Found("web server", Evidence(seen => seen with
        {
            Memory = seen.Memory.With(
                Core.Subjects.Http.HttpListenersQuestion.Instance, Fact.Known(new HttpListeners("0.0.0.0:8088", null, TlsFailed: false))),
        }) with { Report = new([], []) }));

    [Theory]
    [InlineData(WebSocketAnswer.Pjsip, "")]
    [InlineData(WebSocketAnswer.ChanSip, "broken websocket-not-of-pjsip")]
    [InlineData(WebSocketAnswer.Nobody, "broken websocket-not-of-pjsip")]
    public void Whoever_answers_in_place_of_PJSIP_is_told(WebSocketAnswer who, string found) => Assert.Equal(found, Found("WebSocket",
        Evidence(seen => seen with { Client = seen.Client with { Answers = Fact.Known(who) } })));

    [Theory]
    [InlineData(13, "remark certificate-ends-soon")]
    [InlineData(15, "")]
    public void A_certificate_that_ends_soon_is_told(int days, string found) => Assert.Equal(found, Found("certificate", Evidence(seen =>
        seen with
    {
        Client = seen.Client with { Served = Fact.Known(new Certificate("aa", seen.At.AddDays(-1), seen.At.AddDays(days))) },
    })));

    [Theory]
    [InlineData("Reachable", "remark aor-full")]
    [InlineData("Unreachable", "broken contact-silent, remark aor-full")]
    [InlineData("NonQualified", "remark aor-full")]
    public void A_contact_that_does_not_answer_is_a_fault(string status, string found) =>
        Assert.Equal(found, Found("contacts", Evidence(phone: $"""
            {Softphone}

            Event: ContactStatusDetail
            URI: sip:250@198.51.100.9:43552;transport=ws;x-ast-orig-host=abc.invalid:0
            Status: {status}
            """)));

    [Theory]
    [InlineData("Unable to retrieve endpoint 250", "broken extension-missing")]
    [InlineData("Permission denied", "")]
    public void An_endpoint_that_is_not_told_is_not_missing(string message, string found) => Assert.Equal(
        found, Found("extension", Evidence(answers: ("PJSIPShowEndpoint", $"Response: Error\nMessage: {message}"))));

    [Fact]
    public void A_log_that_is_not_told_is_not_missing()
    {
        var evidence = Evidence(answers: ("logger show channels", "Response: Error\nMessage: Permission denied"));
        Assert.Equal((Weight.NotLooked, Weight.NotLooked), (Examine("login", evidence).Weight, Examine("log", evidence).Weight));
    }

    [Fact]
    public void A_dialplan_that_is_not_told_lacks_no_context() =>
        Assert.Equal(Weight.NotLooked, Examine("dialplan", Evidence()).Weight);

    [Fact]
    public void A_packet_filter_that_hangs_on_a_list_is_not_said_to_be_open() => Assert.Equal(
        "it hangs on what cannot be seen here: -A INPUT -m set --match-set x src -j DROP",
        Examine("packet filter", Evidence() with
        {
            Client = IPAddress.Parse("203.0.113.7"),
            Host = new() { Filter = Fact.Known(PacketFilter.Parse(["-A INPUT -m set --match-set x src -j DROP"])) },
        }).Text.ToString());

    [Fact]
    public void Nobody_who_is_registered_is_no_fault() =>
        Assert.Equal("nobody is registered as 250 now", Examine("contacts", Evidence()).Text.ToString());

    [Theory]
    [InlineData("198.51.100.0/24", "")]
    [InlineData("192.0.2.1", "remark phones-may-be-banned")]
    public void Phones_that_share_an_address_are_told_where_one_of_them_may_have_all_banned(string ignored, string found) =>
        Assert.Equal(found, Found("fail2ban", Evidence(
            seen => seen with
            {
                Files = seen.Files.SetItem("/etc/fail2ban/jail.conf", new BoxFile(
                    "/etc/fail2ban/jail.conf", "", "644", "root", "root",
                        "[DEFAULT]\nfilter = %(__name__)s[mode=normal]\n[asterisk]\n"u8.ToArray())),
                Jails = Fact.Known(ImmutableDictionary<string, JailMemory>.Empty.Add("asterisk", new JailMemory("asterisk", [ignored],
                    []))),
            },
            answers: ("PJSIPShowContacts", """
                Response: Success

                Event: ContactList
                Uri: sip:250@198.51.100.9:43552;transport=ws

                Event: ContactList
                Uri: sip:251@198.51.100.9:43553;transport=ws
                """))));

    [Theory]
    [InlineData(Fail2banLife.Absent, "remark fail2ban-missing")]
    [InlineData(Fail2banLife.Stopped, "broken fail2ban-stopped")]
    [InlineData(Fail2banLife.Hung, "broken fail2ban-stopped")]
    public void Without_fail2ban_nobody_is_banned(Fail2banLife life, string found) => Assert.Equal(
        found, Found("fail2ban", Evidence(seen => seen with { Fail2ban = life }) with { Report = new([], []) }));

    [Fact]
    public void What_could_not_be_seen_is_told_last() => Assert.Equal("remark not-seen", Found("the rest", Evidence() with
    {
        Report = new([], [new UnknownFact(Core.Subjects.KnownSubjects.Asterisk, $"the log")]),
    }));

    [Theory]
    [InlineData("SuccessfulAuth 250", "")]
    [InlineData("ChallengeResponseFailed 250", "broken wrong-password")]
    [InlineData("InvalidPassword 250", "broken wrong-password")]
    [InlineData("ChallengeResponseFailed 250, SuccessfulAuth 250", "")]
    [InlineData("SuccessfulAuth 250, ChallengeResponseFailed 250, ChallengeResponseFailed 999", "broken wrong-password")]
    [InlineData("FailedACL 250", "broken refused-by-acl")]
    public void The_last_login_counts(string events, string found) => Assert.Equal(found, Found("login", Evidence() with
    {
        Host = new()
        {
            Events = events.Split(", ").Select(e => e.Split(' '))
                .Select(e => new SecurityEvent(e[0], DateTimeOffset.UnixEpoch, "PJSIP", e[1], IPAddress.Loopback)).ToEquatableArray(),
        },
    }));

    [Fact]
    public void Whoever_needs_no_password_has_no_wrong_one()
    {
        var open = Evidence(phone: "Event: EndpointDetail\nObjectName: 250\nWebrtc: yes\nAors: 250") with
        {
            Host = new() { Events = Events("ChallengeResponseFailed 192.0.2.1") },
        };
        Assert.Equal(
            (Weight.NotLooked, "250 asks for no password"), (Examine("login", open).Weight, Examine("login", open).Text.ToString()));
        Assert.Equal("broken no-aor, remark no-auth", Found("extension", open));
    }

    [Theory]
    [InlineData(null, "SuccessfulAuth 192.0.2.1, ChallengeResponseFailed 203.0.113.66", "remark wrong-password")] // a stranger guesses
    [InlineData(null, "SuccessfulAuth 192.0.2.1, ChallengeResponseFailed 192.0.2.1", "broken wrong-password")]
    [InlineData(null, "ChallengeResponseFailed 203.0.113.66", "broken wrong-password")] // nobody ever got in
    [InlineData("192.0.2.1", "ChallengeResponseFailed 203.0.113.66", "remark wrong-password")]
    [InlineData("203.0.113.66", "SuccessfulAuth 192.0.2.1, ChallengeResponseFailed 203.0.113.66", "broken wrong-password")]
    public void A_stranger_who_guesses_is_no_fault_of_the_phone(string? client, string events, string found) =>
        Assert.Equal(found, Found("login", Evidence() with { Client = Address(client), Host = new() { Events = Events(events) } }));

    [Theory]
    [InlineData(null, "ChallengeResponseFailed 203.0.113.66", "remark address-banned")]
    [InlineData(null, "SuccessfulAuth 203.0.113.66", "broken address-banned")]
    [InlineData("192.0.2.1", "ChallengeResponseFailed 203.0.113.66", "")]
    [InlineData("203.0.113.66", "", "broken address-banned")]
    public void A_stranger_who_is_banned_is_no_fault_of_the_phone(string? client, string events, string found) =>
        Assert.Equal(found, Found("bans", Evidence(seen => seen with
        {
            Jails = Fact.Known(ImmutableDictionary<string, JailMemory>.Empty.Add(
                "asterisk", new JailMemory("asterisk", [], ["203.0.113.66"]))),
        }) with { Client = Address(client), Host = new() { Events = Events(events) } }));

    [Fact]
    public void What_differs_of_another_extension_does_not_break_this_one()
    {
        var box = SimulatedBox.Converged();
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"].Replace("[251]", "[259]", StringComparison.Ordinal);
        box.ReloadAll();
        var view = box.View(DateTimeOffset.UnixEpoch);
        var evidence = Evidence() with { View = view, Report = Core.Plans.Differ.Find(view) };
        Assert.NotEmpty(Examine("the rest", evidence).Findings);
        Assert.All(Examine("the rest", evidence).Findings, f => Assert.Equal(Weight.Remark, f.Weight));
    }

    [Fact]
    public void Whoever_is_refused_before_a_password_is_asked_for_is_told() => Assert.Equal("broken refused-unasked", Found("login",
        Evidence() with
    {
        Way = [new($"SIP", Weight.Broken, $"403 Forbidden", $"", IsCertificate: false) { IsLogin = true }],
    }));

    [Fact]
    public void A_phone_inside_is_told_the_public_address_where_no_network_is_local()
    {
        var box = SimulatedBox.Converged();
        box["pjsip_custom.conf"] += "[out]\ntype=transport\nprotocol=udp\nexternal_media_address=203.0.113.5\n";
        Assert.Equal("remark local-net-missing", Found("addresses", Evidence(box: box) with
        {
            Host = new() { Addresses = [IPAddress.Parse("10.0.0.5")] },
        }));
    }

    [Fact]
    public void No_secret_is_in_any_finding() => Assert.DoesNotContain(
        "not-to-be-printed",
        string.Concat(Diagnosis.Of(Evidence()).Links.SelectMany(l => l.Findings).Select(f => $"{f.What} {f.Evidence} {f.Cure}")),
        StringComparison.Ordinal);

    private static IPAddress? Address(string? text) => text is null ? null : IPAddress.Parse(text);

    // KIND ADDRESS, all of 250.
    private static EquatableArray<SecurityEvent> Events(string text) =>
        text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(e => e.Split(' '))
            .Select(e => new SecurityEvent(e[0], DateTimeOffset.UnixEpoch, "PJSIP", "250", IPAddress.Parse(e[1]))).ToEquatableArray();

    private static string Found(string link, Evidence evidence) =>
        string.Join(", ", Examine(link, evidence).Findings.Select(f => $"{f.Weight.ToString().ToLowerInvariant()} {f.Cause.Name}"));

    internal static LinkReport Examine(string link, Evidence evidence) => KnownLinks.All.Single(l => l.Name == link).Examine(evidence);

    internal static Evidence Evidence(
        Func<Observation, Observation>? seen = null, string phone = Softphone, SimulatedBox? box = null,
        params (string Action, string Text)[] answers)
    {
        var view = (box ?? SimulatedBox.Converged()).View(DateTimeOffset.UnixEpoch);
        EquatableArray<AmiAction> actions = [.. DoctorQuestions.First(hasChanSip: false, "250")];
        var known = answers.Append(("PJSIPShowEndpoint", $"Response: Success\nEventList: start\n\n{phone}"))
            .Append(("logger show channels",
                "Output: Channel Type\nOutput: /var/log/asterisk/security File default Enabled - SECURITY NOTICE"))
            .DistinctBy(a => a.Item1, StringComparer.Ordinal)
            .ToDictionary(a => a.Item1, a => a.Item2, StringComparer.Ordinal);
        return new Evidence
        {
            View = seen is null ? view : view with { Seen = seen(view.Seen) },
            Report = new([], []),
            Extension = "250",
            Answers = new AmiAnswers(actions, [.. actions.Select(a =>
                Reply(known.GetValueOrDefault(a.Name == "Command" ? a.Fields[0].Value : a.Name, "Response: Success")))]),
        };
    }

    private static AmiReply Reply(string text)
    {
        var frames = text.ReplaceLineEndings("\n").Split("\n\n").Select(frame => new AmiFrame(frame.Split('\n')
            .Select(l => l.Split(':', 2)).Select(p => new AmiField(p[0], p.Length > 1 ? p[1].Trim() : "")).ToEquatableArray())).ToList();
        return new AmiReply(frames[0], frames.Skip(1).ToEquatableArray());
    }
}
