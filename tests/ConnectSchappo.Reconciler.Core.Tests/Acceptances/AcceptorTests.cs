using ConnectSchappo.Reconciler.Core.Acceptances;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Tests.Plans;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Acceptances;

/// <summary>What somebody did on a box, what is accepted of it, and the lines of the desired state that change.</summary>
public sealed class AcceptorTests
{
    private const string Pjsip = "reconciler_pjsip.conf";
    private const string Http = "reconciler_http.conf";

    private const string Two = """
        apiVersion: reconciler/v1
        boxes:
          matriz: {address: 198.51.100.10, user: reconciler, labels: {site: recife}}
          filial:                                   # the other one
            address: 198.51.100.11
            user: reconciler
            labels: {site: recife}
        asterisk: 16
        groups:
          recife:
            match: {site: recife}
            fail2ban: {ignoreip: [10.0.9.0/24]}     # the office
            http: {sessionlimit: 90}
        http:
          enabled: yes
          bindaddr: 127.0.0.1
          bindport: 8088
          tlsenable: yes
          tlsbindaddr: 0.0.0.0:8089
          tlscertfile: /etc/asterisk/keys/asterisk.pem
          tlsprivatekey: /etc/asterisk/keys/asterisk.pem
        modules: {preload: [res_pjsip.so, res_pjsip_transport_websocket.so]}
        profiles:
          reception:
            extends: webrtc
            endpoint: {context: &ctx from-reception}
        extensions:
          "251": {profile: reception, name: Ana, password: {secret: softphone-251}}
          "252": {profile: reception, password: {secret: softphone-250}, endpoint: {accountcode: *ctx}}
        fail2ban:
          ignoreip:
          - 127.0.0.1/8
          - 198.51.100.0/24
        """;

    internal static string Sample => SimulatedBox.SampleState();

    public static TheoryData<string> Cases => [.. Done.Keys];

    // What somebody does | what is accepted | lines that go | lines that come
    private static readonly Dictionary<string, (Action<SimulatedBox> Do, string Accept, string[] Less, string[] More)> Done = new(
        StringComparer.Ordinal)
    {
        ["an option of an endpoint"] = (
            Edit(Pjsip, "context=from-internal\ndisallow=all\nallow=ulaw,alaw\nwebrtc=yes\ndirect_media=no\nauth=auth250",
                "context=from-reception\ndisallow=all\nallow=ulaw,alaw\nwebrtc=yes\ndirect_media=no\nauth=auth250"),
            "endpoint 250 context", ["      context: from-internal"], ["      context: from-reception"]),
        ["a quoted one"] = (
            Edit(Pjsip, "\"Connect Schappo\" <250>", "\"Front desk\" <250>"),
            "endpoint 250", ["      callerid: '\"Connect Schappo\" <250>'"], ["      callerid: '\"Front desk\" <250>'"]),
        ["codecs"] = (
            Edit(Pjsip, "allow=ulaw,alaw\nwebrtc=yes\ndirect_media=no\nauth=auth250",
                "allow=alaw\nwebrtc=yes\ndirect_media=no\nauth=auth250"),
            "endpoint/250 allow", ["      allow: ulaw,alaw"], ["      allow: alaw"]),
        ["an option more"] = (
            b => { b[Pjsip] += "language=pt_BR\n"; b.ReloadAll(); },
            "endpoint 250 language", [], ["      language: pt_BR"]),
        ["an option that webrtc implies"] = (
            b => { b[Pjsip] += "ice_support=yes\n"; b.ReloadAll(); },
            "endpoint 250 ice_support", [], ["      ice_support: yes"]),
        ["an option less"] = (
            Edit(Pjsip, "rtp_symmetric=yes\nforce_rport=yes\nrewrite_contact=yes\n", "rtp_symmetric=yes\nforce_rport=yes\n", last: true),
            "endpoint 250 rewrite_contact", ["      rewrite_contact: yes"], []),
        ["an option of an AOR in braces"] = (
            Edit(Pjsip, "[250]\ntype=aor\nmax_contacts=5", "[250]\ntype=aor\nmax_contacts=9"),
            "aor 250 max_contacts",
            ["    \"250\": {max_contacts: 5, remove_existing: yes, qualify_frequency: 30}"],
            ["    \"250\": {max_contacts: 9, remove_existing: yes, qualify_frequency: 30}"]),
        ["an option of a built-in profile"] = (
            Edit(Pjsip, "[251]\ntype=aor\nmax_contacts=5", "[251]\ntype=aor\nmax_contacts=2"),
            "aor 251",
            ["  \"251\": {profile: webrtc, name: Recepcao, password: {secret: softphone-251}}"],
            ["  \"251\": {profile: webrtc, name: Recepcao, password: {secret: softphone-251}, aor: {max_contacts: 2}}"]),
        ["the name of an extension"] = (
            Edit(Pjsip, "\"Recepcao\" <251>", "\"Recepção\" <251>"),
            "endpoint 251 callerid",
            ["  \"251\": {profile: webrtc, name: Recepcao, password: {secret: softphone-251}}"],
            ["  \"251\": {profile: webrtc, name: Recepção, password: {secret: softphone-251}}"]),
        ["an object more"] = (
            b => { b[Pjsip] += "\n[carrier]\ntype=identify\nendpoint=250\nmatch=192.0.2.9\n"; b.ReloadAll(); },
            "identify carrier", [], ["  identifies: {carrier: {endpoint: 250, match: 192.0.2.9}}"]),
        ["an extension less"] = (
            b =>
            {
                Cut(b, "[auth251]", "[auth250]");
                Cut(b, "[251]\ntype=aor", "[250]\ntype=aor");
                Cut(b, "[251]\ntype=endpoint", "[250]\ntype=endpoint");
            },
            "endpoint 251",
            ["extensions:                           # short form: one line is a whole softphone",
                "  \"251\": {profile: webrtc, name: Recepcao, password: {secret: softphone-251}}"],
            ["extensions: {}                           # short form: one line is a whole softphone"]),
        ["an option of the web server"] = (
            Edit(Http, "tlsbindaddr=0.0.0.0:8089", "tlsbindaddr=0.0.0.0:8443"),
            "http tlsbindaddr", ["  tlsbindaddr: 0.0.0.0:8089"], ["  tlsbindaddr: 0.0.0.0:8443"]),
        ["the same, by its section"] = (
            Edit(Http, "tlsbindaddr=0.0.0.0:8089", "tlsbindaddr=0.0.0.0:8443"),
            "http", ["  tlsbindaddr: 0.0.0.0:8089"], ["  tlsbindaddr: 0.0.0.0:8443"]),
        ["an option of chan_sip in braces, with a comment"] = (
            Edit("reconciler_sip.conf", "alwaysauthreject=yes", "alwaysauthreject=no"),
            "sip alwaysauthreject",
            ["  general: {alwaysauthreject: yes}    # an attacker cannot find out which extensions exist"],
            ["  general: {alwaysauthreject: no}    # an attacker cannot find out which extensions exist"]),
        ["a network more in a whitelist"] = (
            b => { b["/etc/fail2ban/jail.d/zz-reconciler.local"] = b["/etc/fail2ban/jail.d/zz-reconciler.local"]
                .Replace("10.0.8.0/24", "10.0.8.0/24 203.0.113.0/24", StringComparison.Ordinal); b.ReloadFail2ban(); },
            "fail2ban jail asterisk ignoreip",
            ["  ignoreip: [127.0.0.1/8, 198.51.100.0/24, 10.0.8.0/24]"],
            ["  ignoreip: [127.0.0.1/8, 198.51.100.0/24, 10.0.8.0/24, 203.0.113.0/24]"]),
        ["a network less"] = (
            b => b.IgnoreIp.Remove("10.0.8.0/24"),
            "fail2ban",
            ["  ignoreip: [127.0.0.1/8, 198.51.100.0/24, 10.0.8.0/24]"], ["  ignoreip: [127.0.0.1/8, 198.51.100.0/24]"]),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_somebody_did_is_a_line_of_the_desired_state(string what)
    {
        var (act, accept, less, more) = Done[what];
        var box = SimulatedBox.Converged();
        act(box);

        var after = Accepted(box, Sample, accept);

        Assert.Equal(less, Difference(Sample, after).Less);
        Assert.Equal(more, Difference(Sample, after).More);
        box.Desired = SimulatedBox.Read(after);
        Assert.DoesNotContain(box.Plan().Report.Drifts, d => d.Name == accept || d.Resource.Name == accept);
    }

    [Theory]
    [InlineData("a secret", "auth auth250 password", "the file softphone-250 of the secrets directory")]
    [InlineData("not reloaded", "endpoint 250 context", "Run module reload res_pjsip.so on the box first")]
    [InlineData("memory alone", "endpoint 250 context", "only what runs differs")]
    [InlineData("a needed preload", "modules preload res_pjsip_transport_websocket.so", "DS042")]
    [InlineData("our file", "/etc/asterisk/reconciler_sip.conf", "knows no file of ours")]
    [InlineData("a ban", "fail2ban jail asterisk ban of 10.0.8.77", "no desired state can ask for it")]
    [InlineData("a wrong value", "endpoint 251 dtmf_mode", "DS021")]
    [InlineData("a new auth", "auth x", "password is a secret")]
    [InlineData("a peer", "chan_sip peer 250", "follows from something else")]
    [InlineData("the auth of an extension", "auth auth251", "cannot be accepted alone")]
    public void What_cannot_be_said_is_refused_with_the_way_out(string what, string accept, string says)
    {
        var box = SimulatedBox.Converged();
        Refusals[what](box);

        var refused = Assert.IsType<AcceptanceResult.Refused>(Acceptor(box, Sample).Accept(accept, null));

        Assert.Contains(says, refused.Why.In(Language.English), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refused.Why.In(Language.English), StringComparison.Ordinal);
    }

    private static readonly Dictionary<string, Action<SimulatedBox>> Refusals = new(StringComparer.Ordinal)
    {
        ["a secret"] = Edit(Pjsip, "hush-250-hush", "hush-otherwise"),
        ["not reloaded"] = b => b[Pjsip] = b[Pjsip].Replace("from-internal", "from-nowhere", StringComparison.Ordinal),
        ["memory alone"] = b => b.Remember(PjsipType.Endpoint, "250", "context", "from-nowhere"),
        ["a needed preload"] = b => b["reconciler_modules.conf"] = b["reconciler_modules.conf"]
            .Replace("preload => res_pjsip_transport_websocket.so\n", "", StringComparison.Ordinal),
        ["our file"] = b => b["reconciler_sip.conf"] += "; do not touch\n",
        ["a ban"] = b => b.Banned.Add("10.0.8.77"),
        ["a wrong value"] = Edit(Pjsip, "dtmf_mode=rfc4733", "dtmf_mode=nonsense"),
        ["a new auth"] = b => { b[Pjsip] += "\n[x]\ntype=auth\nusername=x\npassword=hush\n"; b.ReloadAll(); },
        ["a peer"] = b => { b["sip_custom.conf"] += "\n[250]\ntype=friend\nhost=dynamic\nsecret=hush\n"; b.ReloadAll(); },
        ["the auth of an extension"] = b => Cut(b, "[auth251]", "[auth250]"),
    };

    [Fact]
    public void What_others_share_is_a_choice_of_named_places()
    {
        var box = SimulatedBox.Converged(Two);
        Edit(Pjsip, "aors=251\ncontext=from-reception", "aors=251\ncontext=x")(box);

        var choice = Assert.IsType<AcceptanceResult.Choice>(Acceptor(box, Two).Accept("endpoint 251 context", null));

        Assert.Equal(
            [
                "box/matriz state.yaml:3:3: endpoint 251 of matriz",
                "group/recife state.yaml:10:3: endpoint 251 of matriz, filial",
                "file state.yaml:28:3: endpoint 251 of matriz, filial",
                "anchor/ctx state.yaml:26:30: endpoint 251 of matriz, filial; endpoint 252 of matriz, filial",
            ],
            choice.Places.Select(p => $"{p.Name} {p.Place}: {string.Join("; ", p.Changes)}"));
    }

    [Theory]
    [InlineData("box/matriz", "  matriz: {address: 198.51.100.10, user: reconciler, labels: {site: recife}}",
        "  matriz: {address: 198.51.100.10, user: reconciler, labels: {site: recife}, extensions: {\"251\": {endpoint: {context: x}}}}")]
    [InlineData("file", "  \"251\": {profile: reception, name: Ana, password: {secret: softphone-251}}",
        "  \"251\": {profile: reception, name: Ana, password: {secret: softphone-251}, endpoint: {context: x}}")]
    [InlineData("group/recife", null, "    extensions: {\"251\": {endpoint: {context: x}}}")]
    [InlineData("anchor/ctx", "    endpoint: {context: &ctx from-reception}", "    endpoint: {context: &ctx x}")]
    public void The_place_that_a_person_chose_says_it(string place, string? less, string more)
    {
        var box = SimulatedBox.Converged(Two);
        Edit(Pjsip, "aors=251\ncontext=from-reception", "aors=251\ncontext=x")(box);

        var after = Accepted(box, Two, "endpoint 251 context", place);

        Assert.Equal(less is null ? [] : [less], Difference(Two, after).Less);
        Assert.Equal([more], Difference(Two, after).More);
    }

    [Theory]
    [InlineData("endpoint 252 accountcode", "accountcode=from-reception", "accountcode=y", "box/matriz,group/recife,file,anchor/ctx")]
    [InlineData("http sessionlimit", "sessionlimit=90", "sessionlimit=80", "box/matriz,group/recife")]
    [InlineData("http bindport", "bindport=8088", "bindport=8087", "box/matriz,group/recife,file")]
    public void Each_kind_of_shared_place_is_offered_with_the_narrower_ones(string accept, string from, string to, string places)
    {
        var box = SimulatedBox.Converged(Two);
        Edit(accept[0] == 'h' ? Http : Pjsip, from, to)(box);

        var choice = Assert.IsType<AcceptanceResult.Choice>(Acceptor(box, Two).Accept(accept, null));

        Assert.Equal(places, string.Join(',', choice.Places.Select(p => p.Name)));
        foreach (var place in choice.Places)
        {
            var changed = new HashSet<string>(Two.Split('\n'), StringComparer.Ordinal);
            Assert.Single(Accepted(box, Two, accept, place.Name).Split('\n'), line => !changed.Contains(line));
        }
    }

    [Fact]
    public void A_wider_place_than_the_one_that_counts_is_none() => Assert.Contains(
        "cannot be said in file. It can be in box/matriz, group/recife",
        Assert.IsType<AcceptanceResult.Refused>(Shared("sessionlimit").Accept("http sessionlimit", "file")).Why.In(Language.English),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("endpoint 250", typeof(AcceptanceResult.NoDrift), "is as desired. Nothing differs on matriz.")]
    [InlineData("endpoint 999", typeof(AcceptanceResult.Unknown), "nothing to accept of the name endpoint 999")]
    public void What_does_not_differ_is_told_apart_from_what_is_not_there(string accept, Type kind, string says)
    {
        var result = Acceptor(SimulatedBox.Converged(), Sample).Accept(accept, null);

        Assert.IsType(kind, result);
        Assert.Contains(says, result.ToString()!, StringComparison.Ordinal);
    }

    private static Acceptor Shared(string option)
    {
        var box = SimulatedBox.Converged(Two);
        Edit(Http, $"{option}=90", $"{option}=80")(box);
        return Acceptor(box, Two);
    }

    internal static Acceptor Acceptor(SimulatedBox box, string text)
    {
        var view = box.View(DateTimeOffset.UnixEpoch);
        return new Acceptor("state.yaml", text, view, SimulatedBox.Revision);
    }

    internal static string Accepted(SimulatedBox box, string text, string accept, string? place = null)
    {
        var result = Acceptor(box, text).Accept(accept, place);
        return result is AcceptanceResult.Accepted accepted ? accepted.Text : throw new InvalidOperationException($"{accept}: {result}");
    }

    /// <summary>The lines that go, and those that come.</summary>
    internal static (string[] Less, string[] More) Difference(string before, string after)
    {
        var (one, other) = (before.Split('\n'), after.Split('\n'));
        var head = one.Zip(other).TakeWhile(p => p.First == p.Second).Count();
        var most = Math.Min(one.Length, other.Length) - head;
        var tail = one.Reverse().Zip(other.Reverse()).Take(most).TakeWhile(p => p.First == p.Second).Count();
        return (one[head..^tail], other[head..^tail]);
    }

    // Takes out of our file what stands from one section to before another.
    private static void Cut(SimulatedBox box, string from, string to)
    {
        var at = box[Pjsip].IndexOf(from, StringComparison.Ordinal);
        box[Pjsip] = box[Pjsip].Remove(at, box[Pjsip].IndexOf(to, StringComparison.Ordinal) - at);
        box.ReloadAll();
    }

    private static Action<SimulatedBox> Edit(string file, string from, string to, bool last = false) => box =>
    {
        var at = last ? box[file].LastIndexOf(from, StringComparison.Ordinal) : box[file].IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{from} is not in\n{box[file]}");
        box[file] = box[file].Remove(at, from.Length).Insert(at, to);
        box.ReloadAll();
    };
}
