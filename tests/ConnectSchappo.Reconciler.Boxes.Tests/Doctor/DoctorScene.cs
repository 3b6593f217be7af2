using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using ConnectSchappo.Reconciler.Probes;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Doctor;

/// <summary>What cases are made of: sections by hand, phones, calls.</summary>
internal static class DoctorScene
{
    public const string ReloadPjsip = "asterisk -rx 'module reload res_pjsip.so' >/dev/null; sleep 1";

    public const string ReloadRtp = "asterisk -rx 'module reload res_rtp_asterisk.so' >/dev/null; sleep 0.5";

    public const string ReloadHttp = "asterisk -rx 'module reload http' >/dev/null; sleep 1";

    public const string TakeBackHttp = $"sed -i '/^.general/,$d' /etc/asterisk/http_custom.conf; {ReloadHttp}";

    public const string TakeBack = $"sed -i '/^;doctor/,$d' /etc/asterisk/pjsip_custom.conf; {ReloadPjsip}";

    public const string TakeBackRtp = $"sed -i '/^;doctor/,$d' /etc/asterisk/rtp_custom.conf; "
        + "[ ! -f /root/rtp_additional.conf ] || { mv /root/rtp_additional.conf /etc/asterisk/; "
        + "touch /etc/asterisk/rtp_additional.conf; }; "
        + ReloadRtp;

    /// <summary>An address that is nobody's here.</summary>
    public const string Outside = "203.0.113.9";

    /// <summary>Has the box come to those outside from a private address, as one behind a router does.</summary>
    public const string Nat =
        "ip addr add 10.9.9.9/32 dev host0; "
        + "ip route add 203.0.113.0/24 via $(ip route show default | sed 's/.*via \\([0-9.]*\\).*/\\1/') src 10.9.9.9";

    public const string NoNat = "ip route del 203.0.113.0/24; ip addr del 10.9.9.9/32 dev host0";

    /// <summary>A softphone that somebody made by hand, and that works.</summary>
    public const string Softphone = """
        [252]
        type=endpoint
        webrtc=yes
        context=from-internal
        disallow=all
        allow=ulaw,alaw
        auth=252
        aors=252
        rewrite_contact=yes

        [252]
        type=auth
        auth_type=userpass
        username=252
        password=doctor-252

        [252]
        type=aor
        max_contacts=2
        qualify_frequency=30
        """;

    /// <summary>A desk phone at an address, which registers nowhere.</summary>
    public static string DeskPhone(IPEndPoint at) => $"[253]\ntype=endpoint\ncontext=from-internal\nallow=ulaw\naors=253\n\n"
        + $"[253]\ntype=aor\ncontact=sip:253@{at}\n";

    /// <summary>A desk phone that needs no password.</summary>
    public static string OpenPhone(string name) => $"[{name}]\ntype=endpoint\ncontext=from-internal\nallow=ulaw\naors={name}\n\n"
        + $"[{name}]\ntype=aor\nmax_contacts=1\n\n";

    /// <summary>An ACL of PJSIP's own, which it asks before anything else.</summary>
    public static string Acl(string denied) => $"[nobody-from-there]\ntype=acl\ndeny={denied}";

    /// <summary>A transport of UDP that nobody uses.</summary>
    public static string Transport(string more) => $"[transport-outside]\ntype=transport\nprotocol=udp\nbind=0.0.0.0:5071\n{more}";

    /// <summary>Has somebody write sections into pjsip_custom.conf.</summary>
    public static string ByHand(string sections) =>
        $"cat >>/etc/asterisk/pjsip_custom.conf <<'END'\n;doctor\n{sections}\nEND\n{ReloadPjsip}";

    /// <summary>The softphone by hand, with one line otherwise.</summary>
    public static string ByHand(string line, string instead) => ByHand(Softphone.Replace(line, instead, StringComparison.Ordinal));

    /// <summary>A line of rtp.conf's [general], before those of the web interface: of a value the first counts.</summary>
    public static string Rtp(string line) => "cp -a /etc/asterisk/rtp_additional.conf /root/; "
        + $"sed -i 's/^.general.$/&\\n{line}/' /etc/asterisk/rtp_additional.conf; {ReloadRtp}";

    /// <summary>Has the web server take so many connections and no more.</summary>
    public static string SessionLimit(int most) =>
        $"printf '%s\\n' '[general](+)' 'sessionlimit={most}' >>/etc/asterisk/http_custom.conf; {ReloadHttp}";

    /// <summary>The address of this host that a box of the lab reaches.</summary>
    public static IPAddress Host(LabBox box)
    {
        var bytes = IPAddress.Parse(box.Address).GetAddressBytes();
        bytes[3]--;
        return new IPAddress(bytes);
    }

    /// <summary>A softphone that is registered and says nothing more.</summary>
    public static async Task<IAsyncDisposable> Registered(LabBox box, string user, string password, bool hangsUp = false)
    {
        var phone = await box.Softphone(user, password, 8089);
        if (hangsUp)
        {
            await phone.DisposeAsync();
        }

        await Task.Delay(TimeSpan.FromSeconds(4)); // until Asterisk has given it up: qualify_timeout
        return phone;
    }

    /// <summary>A desk phone that says it is at an address, registers without a password, and says nothing more.</summary>
    public static async Task Register(LabBox box, string user, IPEndPoint at)
    {
        var port = Regex.Match(await box.Asterisk("pjsip show transports"), @"udp +\d+ +\d+ +\S+:(\d+)").Groups[1].Value;
        using var socket = new UdpClient(new IPEndPoint(Host(box), 0));
        var request = $"REGISTER sip:{box.Address} SIP/2.0\r\nVia: SIP/2.0/UDP {at};branch=z9hG4bK{user};rport\r\n"
            + $"From: <sip:{user}@{box.Address}>;tag={user}\r\nTo: <sip:{user}@{box.Address}>\r\nCall-ID: {user}\r\n"
            + $"CSeq: 1 REGISTER\r\nContact: <sip:{user}@{at}>\r\nExpires: 60\r\nContent-Length: 0\r\n\r\n";
        await socket.SendAsync(
            Encoding.UTF8.GetBytes(request), box.Address, int.Parse(port, CultureInfo.InvariantCulture),
            TestContext.Current.CancellationToken);
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await socket.ReceiveAsync(late.Token);
    }

    /// <summary>A desk phone in a call with an application of Asterisk's.</summary>
    public static async Task<IAsyncDisposable> Called(LabBox box, string application, bool sends)
    {
        var phone = UdpPhone.Start(Host(box), sends);
        await box.Sh(ByHand(DeskPhone(phone.At)));
        await box.Asterisk($"channel originate PJSIP/253 application {application}");
        await Task.Delay(TimeSpan.FromSeconds(5));
        return new Scene(phone, () => box.Sh($"asterisk -rx 'channel request hangup all'; {TakeBack}"));
    }

    /// <summary>WebSockets that somebody holds open; one that the box turns away is passed over.</summary>
    public static async Task<IAsyncDisposable> WebSockets(LabBox box, int count)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var held = new List<SipPhone>();
        for (var i = 0; i < count; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(box.Address, 8089, cancellation);
            try
            {
                var phone = await SipPhone.Secure(client.GetStream(), "localhost", cancellation);
                await phone.Upgrade("/ws", "localhost", cancellation);
                held.Add(phone);
            }
            catch (Exception turnedAway) when (turnedAway is IOException or ProbeFailure)
            {
                client.Dispose();
            }
        }

        return new Scene(null, async () =>
        {
            foreach (var phone in held)
            {
                await phone.DisposeAsync();
            }
        });
    }

    private sealed class Scene(IAsyncDisposable? inner, Func<Task> end) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await end();
            if (inner is not null)
            {
                await inner.DisposeAsync();
            }
        }
    }

    /// <summary>What has nothing to end.</summary>
    public static IAsyncDisposable NothingMore { get; } = new Scene(null, () => Task.CompletedTask);
}
