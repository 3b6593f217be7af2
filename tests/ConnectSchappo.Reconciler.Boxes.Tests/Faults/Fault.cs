using System.Diagnostics;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Faults;

/// <summary>Something that goes wrong in the very instant in which a transaction is stopped at a step.</summary>
/// <param name="Name">For the matrix.</param>
/// <param name="Happens">Makes it happen. The program's process is the one that is at work.</param>
/// <param name="IsOver">Puts it right again, for the next run.</param>
/// <param name="CutsCalls">Whether the fault itself ends calls.</param>
/// <param name="NeedsSmallDisk">
/// Whether /etc/asterisk and our state must lie on disks of their own, which can be filled or made read-only.
/// </param>
internal sealed record Fault(
    string Name,
    Func<FaultScene, Process, Task> Happens,
    Func<FaultScene, Task> IsOver,
    bool CutsCalls = false,
    bool NeedsSmallDisk = false)
{
    public static Fault[] All { get; } =
    [
        new("killed",
            (_, program) => Task.Run(() => program.Kill()),
            _ => Task.CompletedTask),
        new("line cut",
            (scene, _) => scene.Box.Sh("ss -K sport = :22 >/dev/null"),
            _ => Task.CompletedTask),
        new("sshd killed",
            (scene, _) => scene.Box.Sh("systemctl stop ssh; pkill -KILL sshd; true"),
            scene => scene.Box.Sh("systemctl start ssh")),
        new("power off",
            PowerOff,
            scene => scene.Box.Power(off: false),
            CutsCalls: true),
        new("disk full",
            (scene, _) => scene.Box.Sh(
                "for d in /etc/asterisk /var/lib/reconciler; do dd if=/dev/zero of=$d/fill bs=64k 2>/dev/null; done; true"),
            scene => scene.Box.Sh("rm -f /etc/asterisk/fill /var/lib/reconciler/fill"),
            NeedsSmallDisk: true),
        new("read-only",
            (scene, _) => scene.Box.Sh("mount -o remount,bind,ro /etc/asterisk"),
            scene => scene.Box.Sh("mount -o remount,bind,rw /etc/asterisk"),
            NeedsSmallDisk: true),
        new("no sudo",
            (scene, _) => scene.Box.Sh("mv /etc/sudoers.d/reconciler /root/"),
            scene => scene.Box.Sh("mv /root/reconciler /etc/sudoers.d/")),
        new("Asterisk stopped",
            (scene, _) => scene.Box.Sh("kill -STOP $(cat /run/asterisk/asterisk.pid)"),
            scene => scene.Box.Sh("kill -CONT $(cat /run/asterisk/asterisk.pid)")),
        new("Asterisk killed",
            (scene, _) => scene.Box.Sh("kill -KILL $(cat /run/asterisk/asterisk.pid)"),
            scene => scene.Box.Sh("systemctl start asterisk"),
            CutsCalls: true),
        new("fail2ban down",
            (scene, _) => scene.Box.Sh("systemctl stop fail2ban"),
            scene => scene.Box.Sh("systemctl start fail2ban; until fail2ban-client ping >/dev/null 2>&1; do sleep 0.1; done")),
        new("file changed",
            (scene, _) => scene.ChangeByHand(),
            _ => Task.CompletedTask),
        new("two at once",
            (scene, _) => scene.StartAnother(),
            scene => scene.AwaitAnother()),
        new("clock back 1 h",
            (scene, _) => scene.SetClockBack(),
            _ => Task.CompletedTask),
    ];

    private static async Task PowerOff(FaultScene scene, Process program)
    {
        await scene.Box.Sh("rm -f /usr/local/sbin/hold");
        await scene.Box.Power(off: true);
    }
}
