using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Tests.Plans;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Acceptances;

/// <summary>
/// Random changes on a box whose desired state is laid out oddly: comments everywhere, all quotes, braces and blocks, an anchor, either
/// line end. Each is accepted in one line, and then nothing differs there.
/// </summary>
public static class AcceptanceCampaignTests
{
    private const string Odd = """
        # The first line. # twice
        apiVersion: "reconciler/v1"   # quoted

        boxes:   # one
              # deep comment
              matriz:
                   address: '198.51.100.10'   # single: quoted
                   user: reconciler
        asterisk:    16

        http: {enabled: yes, bindaddr: "127.0.0.1",   # in braces, over two lines
          bindport: 8088, tlsenable: yes, tlsbindaddr: 0.0.0.0:8089, tlscertfile: '/etc/asterisk/keys/asterisk.pem',
          tlsprivatekey: /etc/asterisk/keys/asterisk.pem, sessionlimit: 100}
        rtp:
            # even: odd
            rtpstart: "12000"
            rtpend:   12998      # both
            icesupport: 'yes'

        ice_host_candidates: {10.0.0.5: 203.0.113.5 ,  10.0.0.6: 203.0.113.6}
        modules:
          preload:
          # the first
          - res_pjsip.so
          - "res_pjsip_transport_websocket.so"  # the second
        extensions: {"251": {profile: webrtc, name: 'Recepcao', password: {secret: softphone-251}, aor: {qualify_frequency: 30}}}
        logger: {channels: {messages: [notice, warning, error, security]}}
        pjsip:
          auths: {auth250: {auth_type: userpass, username: "250", password: {secret: softphone-250}}}

          aors:
                "250": {max_contacts: 5,
                   remove_existing: yes,     # comes back at once
                   qualify_frequency: 30}
          endpoints:
            # of 250
            "250":
              context: >-
                from-internal
              disallow: all
              allow: [ulaw, 'alaw']   # a list
              webrtc: &yes yes
              direct_media: "no"
              auth: auth250
              aors: "250"
              # who
              callerid: '"Connect Schappo" <250>'

              dtmf_mode:   rfc4733
              rtp_symmetric: yes
              accountcode: some
                words   # on two lines
              language: pt_BR
        sip:
          general:
            alwaysauthreject: yes # never: no
        fail2ban: {ignoreip: [127.0.0.1/8,   198.51.100.0/24]}   # the last
        """;

    // File of the box | line there | what it is called | new values
    private static readonly (string File, string Line, string Name, string[] Values)[] Changes =
    [
        ("reconciler_http.conf", "bindport=8088", "http bindport", ["8087", "8090"]),
        ("reconciler_http.conf", "tlsbindaddr=0.0.0.0:8089", "http tlsbindaddr", ["127.0.0.1:8089", "0.0.0.0:8443"]),
        ("reconciler_http.conf", "sessionlimit=100", "http sessionlimit", ["200", "50", ""]),
        ("reconciler_rtp.conf", "rtpend=12998", "rtp rtpend", ["13998", "14000"]),
        ("reconciler_rtp.conf", "rtpstart=12000", "rtp rtpstart", ["12002", "11000"]),
        ("reconciler_rtp.conf", "icesupport=yes", "rtp icesupport", ["no"]),
        ("reconciler_rtp.conf", "10.0.0.5 => 203.0.113.5", "rtp ice_host_candidates", ["203.0.113.7", "203.0.113.8,include_local_address"]),
        ("reconciler_sip.conf", "alwaysauthreject=yes", "sip alwaysauthreject", ["no"]),
        ("reconciler_pjsip.conf", "qualify_frequency=30", "aor 251 qualify_frequency", ["60", "0"]),
        ("reconciler_pjsip.conf", "callerid=\"Recepcao\" <251>", "endpoint 251 callerid", ["\"Ana Maria\" <251>", "Ana <1>"]),
        ("reconciler_pjsip.conf", "callerid=\"Connect Schappo\" <250>", "endpoint 250 callerid", ["\"it's\" <250>", "\"a: b #c\" <250>"]),
        ("reconciler_pjsip.conf", "accountcode=some words", "endpoint 250 accountcode", ["x", "a, b", "é # x", "~", ""]),
        ("reconciler_pjsip.conf", "language=pt_BR", "endpoint 250 language", ["en", "null", "[x]", "'q'", ""]),
    ];

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public static void Each_change_is_one_line_and_then_nothing_differs(string lineEnd)
    {
        var text = Odd.ReplaceLineEndings(lineEnd);
        var random = new Random(42);
        var accepted = 0;
        for (var i = 0; i < 60; i++)
        {
            var (file, line, name, values) = Changes[random.Next(Changes.Length)];
            var value = values[random.Next(values.Length)];
            var box = SimulatedBox.Converged(text);
            var sign = line.Contains(" => ", StringComparison.Ordinal) ? " => " : "=";
            var changed = value.Length == 0 ? "" : line[..(line.IndexOf(sign, StringComparison.Ordinal) + sign.Length)]
                + value.Replace(";", "\\;", StringComparison.Ordinal);
            Assert.Contains(line, box[file], StringComparison.Ordinal);
            var at = box[file].IndexOf(line, StringComparison.Ordinal);
            box[file] = box[file].Remove(at, line.Length).Insert(at, changed);
            box.ReloadAll();

            var after = AcceptorTests.Accepted(box, text, name);

            var (less, more) = AcceptorTests.Difference(text, after);
            Assert.True(less.Length <= 2 && more.Length <= 1, $"{name}={value}: {string.Join(' ', less)} became {string.Join(' ', more)}");
            Assert.True(less.Length < 2 || name.EndsWith("accountcode", StringComparison.Ordinal), name);
            Assert.Equal(text.Split('\n').Except(less).Count(l => l.Contains('#', StringComparison.Ordinal)),
                after.Split('\n').Except(more).Count(l => l.Contains('#', StringComparison.Ordinal)));
            box.Desired = SimulatedBox.Read(after);
            Assert.DoesNotContain(box.Plan().Report.Drifts, d => d.Name == name);
            accepted++;
        }

        Assert.True(accepted >= 50, $"{accepted}");
    }

    /// <summary>Each subject of the desired state has its row above, or in the table of kinds.</summary>
    [Fact]
    public static void The_file_speaks_of_every_section() => Assert.All(
        KnownSubjects.Sections, s => Assert.Contains($"\n{s.Name}:", Odd.ReplaceLineEndings("\n"), StringComparison.Ordinal));

    [Fact]
    public static void The_file_has_no_problem() => Assert.DoesNotContain(
        DesiredStateReader.Read("odd.yaml", Odd).Problems, p => p.Severity == Severity.Error);
}
