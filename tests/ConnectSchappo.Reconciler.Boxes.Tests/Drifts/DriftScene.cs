using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Drifts;

/// <summary>A converged box that drifts one after the other happen to.</summary>
internal static class DriftScene
{
    public static async Task<LabBox> Converged(LabImage image, string name)
    {
        var box = await LabBox.Up(image, name);
        box.WriteState(s => s.Replace(
            "pjsip:  ", "pjsip:\n  transports:\n    desk-udp: {protocol: udp, bind: \"0.0.0.0:5070\"}\n  # ", StringComparison.Ordinal));
        var apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        await box.Sh("mkdir /root/snapshot; cp -a /etc/asterisk /etc/fail2ban /root/snapshot");
        return box;
    }

    /// <summary>What others have left in their files stays theirs: the next drift begins without it.</summary>
    public static Task<string> Restore(LabBox box) => box.Sh("""
        modes() { find asterisk fail2ban -printf '%U:%G %m %p\n' | sort; }
        sums() { find asterisk fail2ban -type f -exec md5sum {} + | sort; }
        cd /root/snapshot; modes >/tmp/modes; sums >/tmp/sums
        cd /etc; [ "$(modes)" = "$(cat /tmp/modes)" ] && [ "$(sums)" = "$(cat /tmp/sums)" ] && exit 0
        find asterisk fail2ban ! -type d | while read -r file; do [ -e "/root/snapshot/$file" ] || rm "$file"; done
        find asterisk fail2ban ! -type d ! -type f | while read -r file; do [ -L "/root/snapshot/$file" ] || rm "$file"; done
        md5sum -c /tmp/sums 2>/dev/null | sed -n 's/: FAILED.*//p' | while read -r file; do
          rm -f "$file"; cp -p "/root/snapshot/$file" "$file"; touch "$file"
        done
        modes | comm -13 - /tmp/modes | while read -r owner mode file; do chown "$owner" "$file"; chmod "$mode" "$file"; done
        asterisk -rx 'core reload' >/dev/null; fail2ban-client reload >/dev/null; sleep 1
        """);
}
