using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Inspections;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Inspections;

/// <summary>What a manager interface told, and the table of it. Events and texts as Asterisk 16.28 and 22.10 gave them.</summary>
public sealed class MemoryInspectionTests
{
    [Fact]
    public void A_contact_is_told_whole_with_its_round_trip_and_its_end() => Assert.Equal(
        "250 | sip:250@198.51.100.9:44616;transport=ws;x-ast-orig-host=1254849358.invalid:0 | Reachable | 3.2 ms | 2026-11-23 03:59:07Z |",
        Table(16, "contacts", ("PJSIPShowContacts", """
            Response: Success
            EventList: start

            Event: ContactList
            ObjectName: 250;@a5f77025eecd00b4c3d7616afe430662
            Endpoint: 250
            Uri: sip:250@198.51.100.9:44616;transport=ws;x-ast-orig-host=1254849358.invalid:0
            UserAgent:
            ExpirationTime: 1795406347
            Status: Reachable
            RoundtripUsec: 3191
            """)));

    [Fact]
    public void The_password_of_a_URI_is_not_shown() => Assert.Contains(
        "sip:acme:********@192.0.2.1",
        Table(16, "contacts", ("PJSIPShowContacts", """
            Response: Success
            EventList: start

            Event: ContactList
            Endpoint: trunk
            Uri: sip:acme:hush@192.0.2.1
            Status: NonQualified
            """)), StringComparison.Ordinal);

    [Fact]
    public void Endpoints_are_sorted_and_their_contacts_counted() => Assert.Equal(
        """
        250 | Not in use | | 2 | 250 | auth250 |
        dummy_endpoint | Unavailable | | 0 | | |
        """,
        Table(16, "endpoints", ("PJSIPShowEndpoints", """
            Response: Success
            EventList: start

            Event: EndpointList
            ObjectName: dummy_endpoint
            Transport:
            Aor:
            Auths:
            DeviceState: Unavailable
            ActiveChannels:

            Event: EndpointList
            ObjectName: 250
            Transport:
            Aor: 250
            Auths: auth250
            Contacts: 250/sip:250@198.51.100.9:44616;transport=ws,250/sip:250@198.51.100.8:5060,
            DeviceState: Not in use
            ActiveChannels:
            """)));

    [Fact]
    public void An_empty_list_is_a_table_without_rows() => Assert.Equal(
        "", Table(16, "contacts", ("PJSIPShowContacts", "Response: Error\nMessage: No Contacts found")));

    [Fact]
    public void A_module_that_is_not_loaded_is_no_empty_table() => Assert.Equal(
        "unknown: PJSIPShowContacts: Invalid/unknown command: PJSIPShowContacts.",
        Table(16, "contacts", ("PJSIPShowContacts", "Response: Error\nMessage: Invalid/unknown command: PJSIPShowContacts.")));

    [Fact]
    public void A_peer_without_an_address_has_neither_address_nor_port() => Assert.Equal(
        """
        100 | UNKNOWN | | | yes |
        trunk | OK (12 ms) | 192.0.2.9 | 5060 | no | the provider
        """,
        Table(16, "peers", ("SIPpeers", """
            Response: Success
            EventList: start

            Event: PeerEntry
            ObjectName: 100
            IPaddress: -none-
            IPport: 0
            Dynamic: yes
            Status: UNKNOWN
            Description:

            Event: PeerEntry
            ObjectName: trunk
            IPaddress: 192.0.2.9
            IPport: 5060
            Dynamic: no
            Status: OK (12 ms)
            Description: the provider
            """)));

    [Fact]
    public void A_version_without_chan_sip_has_no_peers_and_is_not_asked()
    {
        Assert.Empty(((MemoryInspection)KnownInspections.Named("peers")!).Actions(Box(22)));
        Assert.Equal("", Table(22, "peers"));
    }

    [Theory]
    [InlineData(16, "\nx@192.0.2.7 | chan_sip | Registered | 192.0.2.7:5060 | x | 105 s")]
    [InlineData(22, "")]
    public void Registrations_of_both_drivers_are_told(int series, string ofChanSip) => Assert.Equal(
        $"trunk | PJSIP | Rejected | sip:192.0.2.9 | sip:me@192.0.2.9 | 57 s{ofChanSip}",
        Table(
            series, "registrations",
            ("PJSIPShowRegistrationsOutbound", """
                Response: Success
                EventList: start

                Event: OutboundRegistrationDetail
                ObjectName: trunk
                ServerUri: sip:192.0.2.9
                ClientUri: sip:me@192.0.2.9
                Status: Rejected
                NextReg: 57

                Event: AuthDetail
                ObjectName: trunk
                """),
            ("SIPshowregistry", """
                Response: Success
                EventList: start

                Event: RegistryEntry
                Host: 192.0.2.7
                Port: 5060
                Username: x
                Refresh: 105
                State: Registered
                """)));

    [Fact]
    public void Of_two_drivers_one_that_cannot_be_read_makes_the_table_unknown() => Assert.Equal(
        "unknown: PJSIPShowRegistrationsOutbound: Permission denied",
        Table(16, "registrations",
            ("PJSIPShowRegistrationsOutbound", "Response: Error\nMessage: Permission denied"),
            ("SIPshowregistry", "Response: Success\nEventList: start")));

    [Theory]
    [InlineData("Response: Error\nMessage: Permission denied", "unknown: SIPshowregistry: Permission denied")]
    [InlineData("Response: Error\nMessage: Invalid/unknown command: SIPshowregistry.", "")]
    [InlineData("Response: Success\nEventList: start", "")]
    public void A_driver_that_is_not_loaded_has_no_registrations(string ofChanSip, string table) => Assert.Equal(
        table,
        Table(16, "registrations",
            ("PJSIPShowRegistrationsOutbound", "Response: Success\nEventList: start"), ("SIPshowregistry", ofChanSip)));

    [Fact]
    public void Codecs_tell_which_of_them_are_only_passed_on() => Assert.Equal(
        """
        alaw | audio | yes | G.711 a-law
        opus | audio | no | Opus Codec
        silk16 | audio | no | SILK Codec (16 KHz)
        slin | audio | yes | 16 bit Signed Linear PCM
        slin44 | audio | yes | 16 bit Signed Linear PCM (44kHz)
        ulaw | audio | yes | G.711 u-law
        vp8 | video | | VP8 video
        """,
        Table(16, "codecs", ("core show codecs", """
            Response: Success
            Output: Disclaimer: this command is for informational purposes only.
            Output:       ID TYPE  NAME         FORMAT           DESCRIPTION
            Output: ----------------------------------------------------------
            Output:        6 audio alaw         alaw             (G.711 a-law)
            Output:       48 audio silk         silk16           (SILK Codec (16 KHz))
            Output:       11 audio slin         slin             (16 bit Signed Linear PCM)
            Output:       16 audio slin         slin44           115 (16 bit Signed Linear PCM (44kHz))
            Output:        5 audio ulaw         ulaw             (G.711 u-law)
            Output:       40 video vp8          vp8                    0 (VP8 video)
            Output:       31 audio opus         opus             (Opus Codec)
            """),
            ("core show translation paths ulaw", """
            Response: Success
            Output: --- Translation paths SRC Codec "ulaw" sample rate 8000 ---
            Output: 	ulaw:8000        To alaw:8000        : (ulaw@8000)->(alaw@8000)
            Output: 	ulaw:8000        To slin:8000        : (ulaw@8000)->(slin@8000)
            Output: 	ulaw:8000        To slin:44100       : (ulaw@8000)->(slin@8000)->(slin@44100)
            Output: 	ulaw:8000        To silk:8000        : No Translation Path
            Output: 	ulaw:8000        To silk:16000       : No Translation Path
            Output: 	ulaw:8000        To opus:48000       : No Translation Path
            """)));

    [Fact]
    public void A_table_of_codecs_that_cannot_be_read_is_unknown() => Assert.Equal(
        "unknown: no answer to core show codecs",
        Table(16, "codecs",
            ("core show codecs", "Response: Success\nOutput: No such command"), ("core show translation paths ulaw", "Response: Success")));

    [Fact]
    public void Channels_are_told_with_their_bridge() => Assert.Equal(
        "PJSIP/250-00000001 | Up | 00:01:07 | 250 | 101 | 101 | from-internal | Dial | 0f1e",
        Table(16, "channels", ("CoreShowChannels", """
            Response: Success
            EventList: start

            Event: CoreShowChannel
            Channel: PJSIP/250-00000001
            ChannelStateDesc: Up
            CallerIDNum: 250
            ConnectedLineNum: 101
            Context: from-internal
            Exten: 101
            Application: Dial
            Duration: 00:01:07
            BridgeId: 0f1e
            """)));

    private static DesiredBox Box(int series) =>
        new() { Name = "b", Catalogue = AsteriskCatalogue.Of(series), Address = "192.0.2.10", User = "r" };

    // A row a line, its cells parted; the reason where it is unknown.
    private static string Table(int series, string what, params (string Action, string Text)[] told)
    {
        var inspection = (MemoryInspection)KnownInspections.Named(what)!;
        var actions = inspection.Actions(Box(series));
        var replies = actions.Select(a => Reply(told.First(t => t.Action == (a.Name == "Command" ? a.Fields[0].Value : a.Name)).Text));
        var found = inspection.Read(new AmiAnswers([.. actions], [.. replies]));
        return found.TryGet(out var table)
            ? string.Join('\n', table.Rows.Select(r => string.Join(" | ", r).Replace("|  |", "| |").Replace("|  |", "| |").TrimEnd()))
            : $"unknown: {found.Missing}";
    }

    private static AmiReply Reply(string text)
    {
        var frames = text.ReplaceLineEndings("\n").Split("\n\n").Select(frame => new AmiFrame(frame.Split('\n')
            .Select(l => l.Split(':', 2)).Select(p => new AmiField(p[0], p.Length > 1 && p[1].StartsWith(' ') ? p[1][1..] : ""))
            .ToEquatableArray())).ToList();
        return new AmiReply(frames[0], frames.Skip(1).ToEquatableArray());
    }
}
