using System.Net;
using static ConnectSchappo.Reconciler.Boxes.Tests.Doctor.DoctorScene;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Doctor;

/// <summary>Faults of what protects the box, and of what could not be seen.</summary>
internal static class ProtectionCases
{
    public static DoctorCase[] All { get; } =
    [
        new("somebody removed fail2ban", "fail2ban", "fail2ban-missing", "there is no fail2ban")
        {
            Break = "mv /usr/bin/fail2ban-client /root/", Repair = "mv /root/fail2ban-client /usr/bin/", IsRemark = true,
        },
        new("two phones of one office are outside", "fail2ban", "phones-may-be-banned", $"2 phones come from {Outside}")
        {
            Break = ByHand(OpenPhone("261") + OpenPhone("262")), Repair = TakeBack, IsRemark = true,
            Meanwhile = async box =>
            {
                await Register(box, "261", IPEndPoint.Parse($"{Outside}:5060"));
                await Register(box, "262", IPEndPoint.Parse($"{Outside}:5062"));
                return NothingMore;
            },
        },
        new("fail2ban is stopped", "fail2ban", "fail2ban-stopped", "nobody is banned")
        {
            Break = "systemctl stop fail2ban", Repair = "systemctl start fail2ban; sleep 2",
        },
        new("somebody stops the jail of Asterisk", "fail2ban", "no-jail", "no jail watches Asterisk")
        {
            Break = "fail2ban-client stop asterisk", Repair = "fail2ban-client start asterisk || fail2ban-client reload; sleep 1",
        },
        new("the jail reads a log without failed logins", "fail2ban", "jail-reads-wrong-log",
            "the jail asterisk reads /var/log/asterisk/queue_log")
        {
            Break = "printf '%s\\n' '[asterisk]' 'logpath = /var/log/asterisk/queue_log' >/etc/fail2ban/jail.d/doctor.local; "
                + "fail2ban-client reload; sleep 1",
            Repair = "rm /etc/fail2ban/jail.d/doctor.local; fail2ban-client reload; sleep 1",
        },
        new("somebody breaks the filter of the jail", "fail2ban", "filter-misses", "sees none of")
        {
            Break = "printf '%s\\n' '[Definition]' 'failregex = ^never <HOST>$' >/etc/fail2ban/filter.d/asterisk.local; "
                + "fail2ban-client reload; sleep 1",
            Repair = "rm /etc/fail2ban/filter.d/asterisk.local; fail2ban-client reload; sleep 1",
            Meanwhile = async box =>
            {
                await box.Register("299", "wrong");
                await Task.Delay(500);
                return NothingMore;
            },
        },
        new("PJSIP's own ACL refuses the box itself too", "the rest", "not-seen", "its sender is unknown")
        {
            Break = ByHand(Acl("127.0.0.0/8")), Repair = TakeBack, IsRemark = true,
        },
    ];
}
