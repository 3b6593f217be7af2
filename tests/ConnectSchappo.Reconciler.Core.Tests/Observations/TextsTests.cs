using System.Net;
using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Observations;

/// <summary>Texts as a real box printed them (Asterisk 16.28, fail2ban 0.11.2).</summary>
public class TextsTests
{
    private static readonly AsteriskCatalogue Asterisk = AsteriskCatalogue.Of(16);

    [Theory]
    [InlineData("HTTP Server Status:\nServer Enabled and Bound to 127.0.0.1:8088\n\nHTTPS Server Enabled and Bound to 0.0.0.0:8089\n",
        "127.0.0.1:8088", "0.0.0.0:8089", false)]
    [InlineData("HTTP Server Status:\nServer Enabled and Bound to 0.0.0.0:8089\n\nHTTPS Server Enabled and Bound to (null)\n",
        "0.0.0.0:8089", null, true)]
    [InlineData("HTTP Server Status:\nPrefix: \nServer Disabled\n", null, null, false)]
    public void Http_show_status(string text, string? plain, string? tls, bool failed) =>
        Assert.Equal(Fact.Known(new HttpListeners(plain, tls, failed)), HttpListenersQuestion.Read(text.Split('\n')));

    [Theory]
    [InlineData("HTTP Server Status:\nPrefix: \nServer: Asterisk\nServer Disabled\n", "")]
    [InlineData("HTTP Server Status:\nPrefix: /asterisk\nServer: Asterisk\nServer Disabled\n", "/asterisk")]
    public void The_prefix_of_http_show_status(string text, string prefix) =>
        Assert.True(HttpListenersQuestion.Read(text.Split('\n')).TryGet(out var http) && http.Prefix == prefix);

    [Theory]
    [InlineData("")]
    [InlineData("Server Enabled and Bound to 127.0.0.1:8088")] // its beginning is lost, and perhaps more
    [InlineData("No such command 'http show status'")]
    public void What_is_no_http_status_is_unknown_and_not_off(string text) =>
        Assert.NotNull(HttpListenersQuestion.Read(text.Split('\n')).Missing);

    [Theory]
    [InlineData(
        "\n\nGeneral Settings:\n----------------\n  Port start:      10000\n  Port end:        10200\n  Checksums:       No\n"
            + "  DTMF Timeout:    900\n  Strict RTP:      Yes\n  Probation:       6 frames\n"
        + "  Replay Protect:  No\n  ICE support:     Yes\n  STUN address:    203.0.113.9:3478\n",
        "dtmftimeout=900 icesupport=Yes probation=6 rtpchecksums=No rtpend=10200 rtpstart=10000 srtpreplayprotection=No strictrtp=Yes "
            + "stunaddr=203.0.113.9:3478")]
    [InlineData("\n\nGeneral Settings:\n----------------\n  Strict RTP:      No\n  ICE support:     No\n  STUN address:    0.0.0.0:0\n",
        "icesupport=No strictrtp=No stunaddr=0.0.0.0:0")]
    [InlineData("No such command 'rtp show settings' (type 'core show help rtp show' for other possible commands)", null)]
    [InlineData("", null)]
    public void Rtp_show_settings(string text, string? values)
    {
        var known = RtpSettingsQuestion.Read(Asterisk.Rtp, text.Split('\n')).TryGet(out var found);

        Assert.Equal(values, known
            ? string.Join(' ', found!.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}"))
            : null);
    }

    [Theory]
    [InlineData("res_pjsip_transport_websocket.so PJSIP WebSocket Transport Support        0          Running              core",
        ModuleStatus.Running)]
    [InlineData("res_pjsip_transport_websocket.so PJSIP WebSocket Transport Support        0          Not Running          core",
        ModuleStatus.NotRunning)]
    [InlineData("0 modules loaded", ModuleStatus.Absent)]
    public void Module_show_like(string row, ModuleStatus status) =>
        Assert.Equal(
            Fact.Known(status),
            ModuleQuestion.Read(["Module  Description  Use Count  Status", row, "1 modules loaded"], "res_pjsip_transport_websocket"));

    [Theory]
    [InlineData("res_pjsip_transport_websocket.so PJSIP WebSocket Transport Support        0          Running              core")] // no end
    [InlineData("res_pjsip_transport_websocket.so PJSIP WebSock\n1 modules loaded")]
    [InlineData("")]
    public void A_list_of_modules_without_its_end_is_unknown_and_not_absent(string text) =>
        Assert.NotNull(ModuleQuestion.Read(text.Split('\n'), "res_pjsip_transport_websocket").Missing);

    [Fact]
    public void Fail2ban_answers_for_each_jail()
    {
        const string text = """
            Fail2Ban v0.11.2 reads log file that contains password failure report
            and bans the corresponding IP addresses using firewall rules.

            fail2ban> These IP addresses/networks are ignored:
            |- 127.0.0.0/8
            `- 10.0.0.0/8
            fail2ban> Status for the jail: asterisk
            |- Filter
            |  `- File list:	/var/log/asterisk/messages /var/log/asterisk/security
            `- Actions
               |- Currently banned:	2
               |- Total banned:	2
               `- Banned IP list:	192.0.2.7 192.0.2.8
            fail2ban> No IP address/network is ignored
            fail2ban> Status for the jail: sshd
            `- Actions
               |- Currently banned:	0
               `- Banned IP list:	
            fail2ban> 
            """;

        Assert.True(Fail2banText.Parse(text).TryGet(out var jails));
        Assert.Equal(new JailMemory("asterisk", ["127.0.0.0/8", "10.0.0.0/8"], ["192.0.2.7", "192.0.2.8"]), jails["asterisk"]);
        Assert.Equal(new JailMemory("sshd", [], []), jails["sshd"]);
    }

    [Fact]
    public void A_fail2ban_that_says_nothing_is_unknown_and_not_empty() => Assert.NotNull(Fail2banText.Parse("").Missing);

    [Fact]
    public void A_look_sends_only_what_changed()
    {
        const string stat = "12 5 2026-11-23 03:29:43.189414245 +0000 2026-11-23 03:29:43.189414245 +0000 1 640 asterisk pbx "
            + "/etc/asterisk/a b.conf";
        var first = ObservationText.Parse(
            $"@file {stat}\n@content {Convert.ToBase64String("[a]\n\0"u8)}\n@address 10.0.0.5\n@fail2ban\n", null);
        var second = ObservationText.Parse($"@file {stat}\n@address 10.0.0.5\n@fail2ban\n", first);

        var file = second.Files["/etc/asterisk/a b.conf"];
        Assert.Equal("[a]\n\0", Encoding.UTF8.GetString(file.Content.Span));
        Assert.Equal(("640", "asterisk", "pbx"), (file.Mode, file.Owner, file.Group));
        Assert.Equal(Fact.Known("10.0.0.5"), second.OurAddress);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("[a]\n\0"u8)), file.Sha256);
    }

    [Fact]
    public void The_command_line_tells_of_objects_by_name()
    {
        const string text = """
            @@ core show channels count
            2 active channels
            1 active call
            @@ pjsip show endpoint 250

             Endpoint:  250/250                                              Unavailable   0 of inf

             ParameterName                      : ParameterValue
             ============================================================
             allow                              : (ulaw|alaw)
             callerid                           : "Connect Schappo" <250>
             webrtc                             : yes

            @@ pjsip show endpoint 251
            Unable to find object 251.

            @@ module show like chan_sip
            chan_sip.so                    Session Initiation Protocol (SIP)        4          Running          deprecated
            1 modules loaded

            @@ sip show peer 250
            Peer 250 not found.
            @@ sip show peer 100

              * Name       : 100
            """;

        var memory = MemoryQuestions.Read(Box(peers: ["250", "100"], endpoints: ["250", "251"]), new CliAnswers(text));

        Assert.Equal(Fact.Known(2), memory.Channels);
        Assert.True(memory.Endpoints.TryGet(out var endpoints));
        Assert.Equal("\"Connect Schappo\" <250>", endpoints["250"]["callerid"]);
        Assert.DoesNotContain("251", endpoints.Keys);
        Assert.True(memory.SipPeers.TryGet(out var peers));
        Assert.Equal(["100"], peers);
        Assert.NotNull(memory.Http.Missing);
    }

    [Fact]
    public void Without_chan_sip_there_are_no_peers()
    {
        const string With = "@@ sip show peer 250\n  * Name       : 250\n@@ sip show peer 9\nPeer 9 not found.\n";
        const string Without = "@@ module show like chan_sip\nModule  Description\n0 modules loaded\n"
            + "@@ sip show peer 250\nNo such command 'sip show peer 250'\n";
        var box = Box(peers: ["250", "9"], endpoints: []);
        var with = MemoryQuestions.Read(box, new CliAnswers(With));
        Assert.Equal(["250", "9"], (with.AskedByName(SipPeersQuestion.Instance) ?? []).Order(StringComparer.Ordinal));
        var memory = MemoryQuestions.Read(box, new CliAnswers(Without));

        Assert.True(memory.SipPeers.TryGet(out var peers));
        Assert.Empty(peers);
    }

    [Theory]
    [InlineData("00000000:1F99", "0.0.0.0:8089")]
    [InlineData("0100007F:1F98", "127.0.0.1:8088")]
    [InlineData("00000000000000000000000000000000:1F99", "[::]:8089")]
    [InlineData("B80D01200000000000000000A2000000:1F99", "[2001:db8::a2]:8089")]
    [InlineData("0000000000000000FFFF0000016433C6:1F99", "[::ffff:198.51.100.1]:8089")]
    [InlineData("what:ever", null)]
    [InlineData("00000000:1F99 gone", null)]
    public void A_socket_of_proc_net_tcp(string printed, string? bound) =>
        Assert.Equal(
            bound is null ? [] : [new PortHolder(IPEndPoint.Parse(bound), 812, "python3 -m x", IsAsterisk: false)],
            PortText.Parse($"bound={printed} holder=other process=812 program=python3 -m x\n"));

    private static DesiredBox Box(EquatableArray<string> peers, string[] endpoints) => new()
    {
        Name = "b",
        Catalogue = Asterisk,
        Address = "b",
        User = "r",
        Sections =
        [
            new DesiredPjsip { Objects = endpoints.Select(e => new PjsipObject(PjsipType.Endpoint, e, [], default)).ToEquatableArray() },
            new DesiredChanSip { Absent = peers },
        ],
    };
}
