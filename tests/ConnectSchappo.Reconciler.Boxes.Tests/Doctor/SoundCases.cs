using System.Net;
using static ConnectSchappo.Reconciler.Boxes.Tests.Doctor.DoctorScene;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Doctor;

/// <summary>Faults of the sound of calls, and what the log tells of calls that failed.</summary>
internal static class SoundCases
{
    public static DoctorCase[] All { get; } =
    [
        new("ICE is switched off in rtp.conf", "ICE", "ice-off", "ICE is off")
        {
            Break = Rtp("icesupport=no"), Repair = TakeBackRtp, IsSample = true,
        },
        new("the STUN server does not answer", "ICE", "stun-silent", "does not answer the box")
        {
            Break = Rtp("stunaddr=198.51.100.1:3999"), Repair = TakeBackRtp,
        },
        new("the TURN server does not answer", "ICE", "turn-silent", "does not answer the box")
        {
            Break = Rtp("turnaddr=198.51.100.1:3999"), Repair = TakeBackRtp,
        },
        new("[ice_host_candidates] names an address of before", "addresses", "ice-candidate-of-no-address", "which the box does not have")
        {
            Break = $"printf '%s\\n' ';doctor' '[ice_host_candidates]' '10.1.1.1 => 203.0.113.5' >>/etc/asterisk/rtp_custom.conf; "
                + ReloadRtp,
            Repair = TakeBackRtp,
        },
        new("the box is behind NAT, and nothing tells softphones its public address", "addresses", "private-addresses-only",
            "to 10.9.9.9, where it cannot")
        {
            Break = Nat, Repair = NoNat, From = Outside, IsSample = true,
        },
        new("the public address has changed", "addresses", "external-address-wrong", "the world sees the box as 203.0.113.77")
        {
            Break = ByHand(Transport("external_media_address=203.0.113.50")),
            Repair = $"{TakeBack}; {TakeBackRtp}",
            Meanwhile = async box =>
            {
                var server = StunServer.Start(new IPEndPoint(Host(box), 3478), IPAddress.Parse("203.0.113.77"));
                await box.Sh(Rtp($"stunaddr={Host(box)}:3478"));
                return server;
            },
        },
        new("a transport has a public address, and no network is local", "addresses", "local-net-missing", "their sound goes out and back")
        {
            Break = $"ip addr add 10.9.9.9/32 dev host0; {ByHand(Transport("external_media_address=203.0.113.50"))}",
            Repair = $"{TakeBack}; ip addr del 10.9.9.9/32 dev host0", IsRemark = true,
        },
        new("a desk phone is outside, and no transport tells it where to send its next request", "addresses",
            "no-external-signaling-address",
            "its calls end after 32 s")
        {
            Break = $"{Nat}; "
                + ByHand($"{DeskPhone(IPEndPoint.Parse($"{Outside}:5060"))}\n"
                    + Transport("external_media_address=203.0.113.50\nlocal_net=10.9.9.0/24")),
            Repair = $"{TakeBack}; {NoNat}", Extension = "253", From = Outside,
        },
        new("the packet filter drops sound", "sound's ports", "sound-filtered", "the packet filter of the box turns away UDP port 10000")
        {
            Break = "iptables -I INPUT -p udp --dport 10000:20000 -j DROP", Repair = "iptables -D INPUT -p udp --dport 10000:20000 -j DROP",
        },
        new("a phone sends no sound in its call", "calls", "no-sound-from-phone", "no packet of sound came from the phone")
        {
            Extension = "253", Meanwhile = box => Called(box, "Playback tt-monkeys", sends: false), IsSample = true,
        },
        new("a phone gets no sound in its call", "calls", "no-sound-to-phone", "no packet of sound went to the phone")
        {
            Extension = "253", Meanwhile = box => Called(box, "Wait 60", sends: true),
        },
        new("PJSIP's own ACL turned a phone away", "log", "trouble-in-log", "an ACL of PJSIP turned somebody away")
        {
            Break = ByHand(Acl("198.51.100.0/24")), Repair = TakeBack, IsRemark = true,
            Meanwhile = async box =>
            {
                await Register(box, "253", IPEndPoint.Parse($"{Outside}:5060"));
                await box.Sh(TakeBack);
                return NothingMore;
            },
        },
        new("the web server turned somebody away an hour ago", "log", "trouble-in-log", "the web server turned somebody away")
        {
            Break = SessionLimit(1),
            Meanwhile = async box =>
            {
                await (await WebSockets(box, 2)).DisposeAsync();
                await box.Sh(TakeBackHttp);
                return NothingMore;
            },
            IsRemark = true,
        },
    ];
}
