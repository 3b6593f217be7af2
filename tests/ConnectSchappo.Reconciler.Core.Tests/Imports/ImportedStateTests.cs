using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Imports;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Tests.Plans;
using CsCheck;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Imports;

/// <summary>What people wrote on a box by hand, and the desired state that asks for just that.</summary>
public static class ImportedStateTests
{
    private const string Nothing = "apiVersion: reconciler/v1\nboxes: {matriz: {address: 198.51.100.10, user: reconciler}}\n";

    private const string Templates = """
        [endpoints](!)
        type=endpoint
        context=from-internal
        disallow=all
        allow=g722
        allow=ulaw
        dtmf_mode=rfc4733
        [auths](!)
        type=auth
        auth_type=userpass
        [aors](!)
        type=aor
        max_contacts=2

        """;

    // What a person wrote | lines of the desired state that say it
    public static TheoryData<string, string, string[]> Cases => new()
    {
        {
            "a softphone as the profile webrtc has it, in any order and spelling",
            Softphone("300").Replace("webrtc=yes", "WebRTC = true ; on", StringComparison.Ordinal),
            ["extensions:", "  300: {profile: webrtc, name: Caixa 300, password: {secret: matriz-softphone-300}}"]
        },
        {
            "a softphone that differs",
            Softphone("300").Replace("allow=ulaw,alaw", "allow=opus\nlanguage=pt_BR\nmailboxes=300@default", StringComparison.Ordinal),
            [
                "  300:", "    profile: webrtc", "    name: Caixa 300", "    password: {secret: matriz-softphone-300}",
                "    endpoint: {allow: opus, language: pt_BR, mailboxes: 300@default}",
            ]
        },
        {
            "phones that are like each other, by a template",
            Templates + Templated("401") + Templated("402") + Templated("473"), // which stands in rfc4733 too
            [
                "profiles:", "  endpoints:", "    auth:", "      auth_type: userpass", "    aor:", "      max_contacts: 2", "    endpoint:",
                "      context: from-internal", "      disallow: all", "      allow: g722,ulaw", "      dtmf_mode: rfc4733", "extensions:",
                "  401: {profile: endpoints, password: {secret: matriz-phone-401}, endpoint: {accountcode: A401}}",
                "  402: {profile: endpoints, password: {secret: matriz-phone-402}, endpoint: {accountcode: A402}}",
                "  473: {profile: endpoints, password: {secret: matriz-phone-473}, endpoint: {accountcode: A473}}",
            ]
        },
        {
            "a phone that is like no other", Templates + Templated("401"),
            [
                "pjsip:", "  auths:", "    auth401:", "      password: {secret: matriz-auth-auth401}", "  aors:", "    401:",
                "      max_contacts: 2", "  endpoints:", "      allow: g722,ulaw", "      accountcode: A401",
            ]
        },
        {
            "an auth that is called otherwise",
            Softphone("300").Replace("auth300", "300-auth", StringComparison.Ordinal),
            ["    300-auth:", "      password: {secret: matriz-auth-300-auth}", "      auth: 300-auth"]
        },
        {
            "a trunk",
            """
            [carrier]
            type=auth
            username=acme
            password=hush;hush
            [carrier]
            type=aor
            contact=sip:sip.example.org
            contact=sip:sip2.example.org
            [carrier]
            type=endpoint
            transport=transport-udp
            context=from-trunk
            allow=!all,ulaw
            outbound_auth=carrier
            aors=carrier
            set_var=A=1,2
            set_var=B=2
            [carrier]
            type=identify
            endpoint=carrier
            match=192.0.2.1
            match=192.0.2.0/28
            [carrier]
            type=registration
            outbound_auth=carrier
            server_uri=sip:sip.example.org\;transport=tcp
            client_uri=sip:acme@sip.example.org
            [udp-2]
            type=transport
            protocol=udp
            bind=0.0.0.0:5070
            local_net=10.0.0.0/8
            local_net=192.168.0.0/16
            """,
            [
                "      password: {secret: matriz-auth-carrier}", "      contact: sip:sip.example.org,sip:sip2.example.org",
                "      allow: \"!all,ulaw\"", "      set_var: [\"A=1,2\", B=2]", "      match: 192.0.2.1,192.0.2.0/28",
                "      server_uri: sip:sip.example.org;transport=tcp", "      local_net: 10.0.0.0/8,192.168.0.0/16",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public static void What_a_person_wrote_is_a_line_of_the_desired_state(string what, string pjsip, string[] expected)
    {
        var box = SimulatedBox.Factory(Nothing);
        box["pjsip_custom.conf"] = pjsip;
        Http(box);
        box.Version = box.Version; // started anew

        var (state, text) = Import(box);

        var lines = Bare(text);
        var at = -1;
        foreach (var line in expected)
        {
            at = lines.IndexOf(line, at + 1);
            Assert.True(at >= 0, $"not there, or not behind the line before: {line}\n{text}");
        }

        Assert.Empty(state.Left);
        Adopts(box, state, what);
    }

    [Fact]
    public static void Whatever_people_wrote_is_taken_over_without_a_change_to_what_runs() => HandMade.Files.Sample(
        files =>
        {
            var box = SimulatedBox.Factory(Nothing);
            Http(box);
            for (var i = 0; i < files.Length; i++)
            {
                box[$"site{i}.conf"] = files[i];
            }

            box["pjsip_custom.conf"] = string.Concat(files.Select((_, i) => $"#include site{i}.conf ; by hand\n"));
            box.Version = box.Version; // started anew
            var (state, text) = Import(box);
            Assert.Empty(state.Left);
            Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
            Adopts(box, state, string.Concat(files));
        },
        iter: 200);

    private static string Softphone(string number) => $"""
        [{number}]
        type=endpoint
        webrtc=yes
        auth=auth{number}
        aors={number}
        callerid=Caixa {number} <{number}>
        context=from-internal
        disallow=all
        allow=ulaw,alaw
        direct_media=no
        dtmf_mode=rfc4733
        rtp_symmetric=yes
        force_rport=yes
        rewrite_contact=yes
        [auth{number}]
        type=auth
        auth_type=userpass
        username={number}
        password=hush-{number}
        [{number}]
        type=aor
        max_contacts=5
        remove_existing=yes
        qualify_frequency=30

        """;

    private static string Templated(string number) => $"""
        [{number}](endpoints)
        auth=auth{number}
        aors={number}
        accountcode=A{number}
        [auth{number}](auths)
        username={number}
        password=hush-{number}
        [{number}](aors)

        """;

    // Softphones of a box work only with these, and a person wrote them too.
    private static void Http(SimulatedBox box)
    {
        box["http_custom.conf"] = "enabled=yes\ntlsenable=yes\ntlscertfile=/etc/asterisk/keys/asterisk.pem\n";
        box["modules_custom.conf"] = "preload => res_pjsip_transport_websocket.so\n";
    }

    private static (ImportedState State, string Text) Import(SimulatedBox box)
    {
        var (state, failure) = ImportedState.Of(box.Desired, box.Observe());
        Assert.Null(failure);
        return (state!, state!.Text([], []));
    }

    // Without comments, and without the remarks behind what is said.
    private static List<string> Bare(string text) =>
        [.. text.Split('\n').Where(l => !l.StartsWith('#')).Select(l => l.Split("  # ")[0].TrimEnd())];

    /// <summary>
    /// The desired state that was imported moves what is there into our files, changes nothing else, and is kept by that.
    /// </summary>
    private static void Adopts(SimulatedBox box, ImportedState state, string what)
    {
        Want(box, state);
        var before = Memory(box);
        Assert.Empty(ImportChanges.Of(box.Plan().Report));

        box.Apply(box.Plan());

        Assert.Equal(before, Memory(box));
        Assert.True(box.Plan().Report.InSync, what);
        Assert.False(box.Plan().HasWork, what);
        Want(box, Import(box).State);
        Assert.True(box.Plan().Report.InSync, what);
    }

    private static void Want(SimulatedBox box, ImportedState state)
    {
        box.Desired = state.Box;
        foreach (var (name, value) in state.Secrets)
        {
            box.Secrets[name] = value;
        }
    }

    private static List<string> Memory(SimulatedBox box)
    {
        var look = box.Observe();
        var seen = look.Memory;
        return
        [
            // What memory does not show by itself: which lines set a variable.
            .. ConfTree.Load(look.Configuration, PjsipSubject.Config.Top).Sections.Where(s => !s.IsTemplate)
                .SelectMany(s => s.All("set_var").Select(e => $"{s.Name} {e.Key}={e.Value}")).Order(StringComparer.Ordinal),
            .. from type in Enum.GetValues<PjsipType>()
               where seen.Of(type).TryGet(out _)
               from item in seen.Of(type).TryGet(out var objects) ? objects : throw new InvalidOperationException()
               from option in box.Desired.Catalogue[type].Options.Values
               where item.Value[option] is not null
               orderby type, item.Key, option.Name
               select $"{type} {item.Key} {option.Name}={item.Value[option]}",
        ];
    }
}
