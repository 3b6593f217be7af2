using System.Text;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Tests.Plans;
using CsCheck;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Observations;

/// <summary>
/// Whatever a box prints, nothing throws: lines of real answers that are lost, doubled, swapped, cut, or hold bytes that belong
/// elsewhere. What is made of it is planned from too, since a plan has to bear what a look took.
/// </summary>
public class MangledAnswerTests
{
    private const string Stat = "12 5 2026-11-23 03:29:43.189414245 -0300 2026-11-23 03:29:44.189414245 -0300 640 asterisk asterisk "
        + "/etc/asterisk/";

    private const string Refused = "[2026-11-24 15:10:54] ERROR[1] res_sorcery_config.c: "
        + "Could not create an object of type 'endpoint' with id '250' from configuration file 'pjsip.conf'";

    private static readonly string Look = $"""
        @account 104 107 755:0:0
        @file {Stat}pjsip.conf
        @content {Base64("[250]\ntype=endpoint\n#include pjsip_custom.conf\n")}
        @file {Stat}http.conf
        @content {Base64("[general]\nenabled=yes\n")}
        @file {Stat}rtp.conf
        @file {Stat}modules.conf
        @contents 2 {Base64("[a]\n\n[b]\n\n")}
        @unreadable /etc/asterisk/http.conf
        @tried
        @address 198.51.100.1
        @pem {Stat}keys/asterisk.pem
        @certificate {Base64("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")}
        @key same
        @log 1 2 3 /var/log/asterisk/messages
        @logged {Base64(Refused)}
        @fail2ban
        fail2ban> These IP addresses/networks are ignored:
        |- 127.0.0.0/8
        `- 10.0.0.0/8
        fail2ban> Status for the jail: asterisk
           `- Banned IP list:	192.0.2.7 192.0.2.8
        Actions: iptables-allports
        @kernel
        -A INPUT -j f2b-asterisk
        -A f2b-asterisk -s 192.0.2.7/32 -j REJECT --reject-with icmp-port-unreachable
        -A f2b-asterisk -m set --match-set f2b-x src -j DROP
        add f2b-x 192.0.2.9
        set addr-set-x {"{"}
        elements = {"{"} 192.0.2.1, 192.0.2.2 {"}"}
        {"}"}
        ip saddr @addr-set-x drop
        @told
        """;

    private const string CommandLine = """
        @@ core show version
        Asterisk 16.28.0 built by x @ y
        @@ core show settings
          Startup time:                11:20:21
        @@ core show channels count
        2 active channels
        @@ http show status
        HTTP Server Status:
        Server Enabled and Bound to 127.0.0.1:8088
        HTTPS Server Enabled and Bound to 0.0.0.0:8089
        @@ rtp show settings
        General Settings:
          Port start:      10000
          Probation:       6 frames
        @@ module show like res_pjsip_transport_websocket
        res_pjsip_transport_websocket.so PJSIP WebSocket Transport Support        0          Running              core
        1 modules loaded
        @@ pjsip show endpoint 250
         ParameterName                      : ParameterValue
         ============================================================
         allow                              : (ulaw|alaw)
         callerid                           : "Connect Schappo" <250>
        @@ pjsip show transports
        Transport:  tls                       tls      0      0  0.0.0.0:5092
        Objects found: 1
        @@ pjsip show endpoints
         Endpoint:  250/250                                              Unavailable   0 of inf
        Objects found: 1
        @@ pjsip show settings
        Global Settings:
         ParameterName                              : ParameterValue
         ======================================================================
         user_agent                                 : Issabel-4.0
        System Settings:
         ParameterName               : ParameterValue
         ============================================
         timer_t1                    : 500
        @@ sip show peer 100
          * Name       : 100
        """;

    private const string Manager = """
        Response: Success
        ActionID: CoreStatus
        CoreStartupDate: 2026-11-23
        CoreStartupTime: 03:00:00
        CoreReloadDate: 2026-11-23
        CoreReloadTime: 04:00:00

        Response: Success
        ActionID: CoreSettings
        AsteriskVersion: 16.28.0

        Response: Success
        ActionID: PJSIPShowAuths
        EventList: start

        Event: AuthList
        ActionID: PJSIPShowAuths
        ObjectType: auth
        ObjectName: auth250

        Event: AuthListComplete
        ActionID: PJSIPShowAuths
        EventList: Complete

        Response: Success
        ActionID: PJSIPShowAors
        EventList: start

        Event: AorList
        ActionID: PJSIPShowAors
        ObjectName: 250
        MaxContacts: 5

        Event: AorListComplete
        ActionID: PJSIPShowAors
        EventList: Complete

        Response: Success
        ActionID: Command http show status
        Output: HTTP Server Status:
        Output: Server Enabled and Bound to 127.0.0.1:8088

        Response: Success
        ActionID: Command pjsip show transports
        Output: Transport:  tls                       tls      0      0  0.0.0.0:5092
        Output: Objects found: 1

        Event: EndpointDetail
        ActionID: PJSIPShowEndpoint 250
        ObjectName: 250
        Allow: (ulaw|alaw)

        Event: EndpointDetailComplete
        ActionID: PJSIPShowEndpoint 250
        EventList: Complete

        """;

    private static readonly string[] Odd = ["", " ", ":", "/", "\0", "-A ", "Transport:", "@file ", "\u00ff", "'", "<", "9999-99-99"];

    private static readonly Gen<Func<List<string>, string>> Mangled =
        from edits in Gen.Select(
            Gen.Int[0, 6], Gen.Int[0, 10_000], Gen.Int[0, 10_000], Gen.OneOf(Odd.Select(Gen.Const).ToArray())).List[1, 6]
        select new Func<List<string>, string>(lines =>
        {
            foreach (var (kind, at, within, text) in edits)
            {
                Mangle(lines, kind, at % lines.Count, within, text);
            }

            return string.Join('\n', lines);
        });

    [Fact]
    public void A_look() => Mangled.Sample(
        mangle =>
        {
            var look = ObservationText.Parse(mangle([.. Look.Split('\n')]), null);
            var again = ObservationText.Parse(mangle([.. Look.Split('\n')]), look);
            Planned(o => o with
            {
                Files = again.Files,
                Configuration = new ConfFileSet(SeenDocuments.Of(again.Files.Values, again.Unseen)),
                Unreadable = again.Unreadable,
                Jails = again.Jails,
                Kernel = again.Kernel,
                Complaints = again.Complaints,
                CertificateOnDisk = again.CertificateOnDisk,
                OurAddress = again.OurAddress,
            });
        },
        iter: 2000);

    [Fact]
    public void A_command_line() => Mangled.Sample(
        mangle =>
        {
            var memory = MemoryQuestions.Read(Sample.Value!.Desired, new CliAnswers(mangle([.. CommandLine.Split('\n')])));
            Planned(o => o with { Memory = memory });
        },
        iter: 1000);

    [Fact]
    public void A_manager_interface() => Mangled.Sample(
        mangle =>
        {
            var box = SimulatedBox.Read(SimulatedBox.SampleState());
            var actions = MemoryQuestions.Actions(box);
            var ids = actions.Select(a => string.Join(' ', a.Fields.Select(f => f.Value).Prepend(a.Name))).ToList();
            var replies = new AmiReplies(ids);
            foreach (var frame in new AmiFrameReader().Add(Encoding.UTF8.GetBytes(mangle([.. Manager.Split('\n')]) + "\n")))
            {
                replies.Add(frame);
            }

            foreach (var id in ids)
            {
                replies.Add(new AmiFrame([new("Response", "Error"), new("ActionID", id), new("Message", "no")]));
                replies.Add(new AmiFrame([new("Event", "End"), new("ActionID", id), new("EventList", "Complete")]));
            }

            var memory = MemoryQuestions.Read(box, new AmiAnswers(actions, replies.Take()));
            Planned(o => o with { Memory = memory });
        },
        iter: 1000);

    private static void Planned(Func<Observation, Observation> seen)
    {
        var box = Sample.Value!;
        box.Blind = seen;
        Assert.NotNull(box.Plan());
    }

    private static readonly ThreadLocal<SimulatedBox> Sample = new(() => SimulatedBox.Converged());

    private static void Mangle(List<string> lines, int kind, int at, int within, string text)
    {
        var line = lines[at];
        var cut = within % (line.Length + 1);
        switch (kind)
        {
            case 0 when lines.Count > 1:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(within % lines.Count, line);
                break;
            case 2:
                lines[at] = line[..cut];
                break;
            case 3:
                lines[at] = line[cut..];
                break;
            case 4:
                lines[at] = line.Insert(cut, text);
                break;
            case 5:
                lines[at] = text;
                break;
            default:
                (lines[at], lines[within % lines.Count]) = (lines[within % lines.Count], line);
                break;
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
