using System.Diagnostics;
using System.Globalization;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// The Debian package on a fresh Debian 12 with a real systemd, and a box in another container: from <c>apt install</c> to purge.
/// </summary>
public class PackageTests
{
    private const string Own = "/etc/asterisk/reconciler_pjsip.conf";
    private const string IsSpoiled = $"grep -q from-nowhere {Own}";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task The_service_lives_from_its_installation_to_its_purge()
    {
        var building = Package.Make();
        await using var box = await LabBox.Up("served");
        await using var host = await LabBox.Up("host", "--image", "debian12");
        await box.LinkTo(host);
        File.Copy(await building, host.PathOf("/root/reconciler.deb"));

        await Installed(host);
        await Configured(host, box);
        await Typed(host);
        await Suspended(host, box);
        await Reloaded(host, box);
        await Jumped(host, box);
        await Stopped(host, box);
        await Watched(host);
        await Failed(host);
        await Removed(host);
    }

    private static async Task Installed(LabBox host)
    {
        await host.Sh("apt-get install -y /root/reconciler.deb 2>&1");
        await Until(host, "systemctl is-active --quiet reconciler");
        Assert.Contains("is in force for 0 boxes", await host.Sh("reconciler status"), StringComparison.Ordinal);
        await host.Sh("test \"$(stat -c '%a %U %G' /run/reconciler/control)\" = '660 reconciler reconciler'");
        await host.Sh("test \"$(stat -c '%a %U' /etc/reconciler/ssh-key)\" = '600 root'");

        var exposure = await host.Sh("systemd-analyze security reconciler --no-pager | tail -n 1");
        Assert.InRange(double.Parse(exposure.Split(": ")[1].Split(' ')[0], CultureInfo.InvariantCulture), 0, 1.5);
        await host.Sh(
            "zcat /usr/share/man/man1/reconciler.1.gz | grep -q '^.SS suspend' "
            + "&& zcat /usr/share/man/man5/reconciler.yaml.5.gz | grep -q 'git.*interval'");
        var completed = await host.Bash(
            ". /usr/share/bash-completion/completions/reconciler; "
            + "COMP_LINE='reconciler sus' COMP_POINT=14 COMP_WORDS=(reconciler sus) COMP_CWORD=1; _reconciler; echo ${COMPREPLY[*]}");
        Assert.Equal("suspend", completed.Trim());
    }

    // Two files and the secrets; and on the box the key that the installation made.
    private static async Task Configured(LabBox host, LabBox box)
    {
        var key = (await host.Sh("cat /etc/reconciler/ssh-key.pub")).Trim();
        await box.Sh($"echo '{key}' >>/home/reconciler/.ssh/authorized_keys");
        foreach (var file in Directory.GetFiles(box.SecretsPath))
        {
            File.Copy(file, host.PathOf("/etc/reconciler/secrets/" + Path.GetFileName(file)));
        }

        await host.Sh("systemctl restart reconciler");
        await File.AppendAllTextAsync(host.PathOf("/etc/reconciler/known_hosts"), await File.ReadAllTextAsync(box.KnownHostsPath));
        await File.WriteAllTextAsync(host.PathOf("/etc/reconciler/desired-state.yaml"), await File.ReadAllTextAsync(box.DesiredStatePath));
        await host.Sh("systemctl reload reconciler");
        await Until(host, "reconciler status matriz");
        await host.Sh("reconciler sync --wait --timeout 50s");

        Assert.Contains("webrtc", await box.Asterisk("pjsip show endpoint 250"), StringComparison.Ordinal);
        Assert.Contains("1 of 1 box in sync", await host.Sh("systemctl show -p StatusText reconciler"), StringComparison.Ordinal);
        await host.Sh("journalctl -u reconciler -o cat | grep -q 'matriz: in sync with revision'");
        Assert.Matches("^matriz: in sync with revision [0-9a-f]+: ", await host.Sh("journalctl -o cat BOX=matriz EVENT=InSync"));
        var transaction = await host.Sh(
            "reconciler history matriz --output json | sed -n 's/.*\"transaction\": \"\\(.*\\)\".*/\\1/p' | tail -n 1");
        Assert.Matches(
            "(?s)^matriz: transaction .* begins for revision .*: /etc/.* written\n.*restart of Asterisk: done.*verified and confirmed\n$",
            await host.Sh($"journalctl -o cat BOX=matriz TRANSACTION={transaction}"));
        Assert.Equal(1, (await host.TrySh("journalctl -u reconciler | grep -e Schappo-250-lab -e 'PRIVATE KEY'")).ExitCode);
        Assert.Equal(1, (await host.TrySh("grep -r Schappo-250-lab /var/lib/reconciler /run/reconciler")).ExitCode);
    }

    // Every verb is typed without an option: settings, key and secrets are those of the installation, or the daemon is asked.
    private static async Task Typed(LabBox host)
    {
        await host.Sh("useradd -m ana; useradd -m rui; usermod -aG reconciler ana");
        foreach (var command in (string[])
            ["plan", "plan matriz", "validate", "show matriz", "softphone matriz 250 --password", "inspect matriz contacts",
                "probe matriz 250", "doctor matriz 250", "apply matriz --yes", "import matriz", "status", "history"])
        {
            await host.Sh($"cd / && reconciler {command}");
        }

        var plan = await host.TrySh("cd / && su ana -c 'reconciler plan matriz'");
        Assert.Equal(0, plan.ExitCode);
        Assert.StartsWith("matriz: in sync with revision ", plan.Output, StringComparison.Ordinal);
        Assert.Matches("as the daemon sees it: observed [0-9]+ s ago, checked for changes [0-2] s ago", plan.Errors);
        Assert.Contains("\"verdict\": \"converged\"", await host.Sh("su ana -c 'reconciler plan -o json'"), StringComparison.Ordinal);
        Assert.Contains(
            "This user may not read the private key /etc/reconciler/ssh-key. Use sudo",
            (await host.TrySh("cd / && su ana -c 'reconciler apply matriz --yes'")).All, StringComparison.Ordinal);
        Assert.Contains(
            "this user may not look into /etc/reconciler/secrets. Use sudo",
            (await host.TrySh("cd / && su ana -c 'reconciler softphone matriz 250 --password'")).All, StringComparison.Ordinal);

        // A desired state in the current directory is meant before the service's.
        await host.Sh("mkdir /root/mine; echo 'boxes: {}' >/root/mine/desired-state.yaml");
        Assert.Equal(3, (await host.TrySh("cd /root/mine && reconciler plan")).ExitCode);
        var completed = await host.Bash(
            ". /usr/share/bash-completion/completions/reconciler; cd /; "
            + "COMP_LINE='reconciler plan ma' COMP_POINT=18 COMP_WORDS=(reconciler plan ma) COMP_CWORD=2; _reconciler; "
            + "echo ${COMPREPLY[*]}");
        Assert.Equal("matriz", completed.Trim());
    }

    private static async Task Suspended(LabBox host, LabBox box)
    {
        var refused = await host.TrySh("su rui -c 'reconciler status'");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("usermod -aG reconciler", refused.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, (await host.TrySh("su ana -c 'reconciler suspend matriz --until 5m'")).ExitCode);
        await host.Sh("su ana -c 'reconciler suspend matriz --reason \"the carrier works on the line\" --until 5m'");

        // A restart forgets nothing, and a box that is left alone is looked at.
        await host.Sh("systemctl restart reconciler");
        await box.Sh(Spoil("a"));
        Assert.Equal(5, (await host.TrySh("reconciler sync --wait --timeout 60s")).ExitCode);
        Assert.Contains("the carrier works on the line", (await host.TrySh("reconciler status matriz")).Output, StringComparison.Ordinal);
        await box.Sh(IsSpoiled);

        await host.Sh("reconciler resume matriz && reconciler sync --wait --timeout 60s");
        await box.Sh($"! {IsSpoiled}");
        var history = await host.Sh("reconciler history matriz");
        Assert.Contains("suspended by ana", history, StringComparison.Ordinal);
        Assert.Contains("endpoint 250 context", history, StringComparison.Ordinal);
    }

    private static async Task Reloaded(LabBox host, LabBox box)
    {
        var process = await host.Sh("systemctl show -p MainPID reconciler");
        await host.Sh(
            "cp /etc/reconciler/reconciler.yaml /root/; echo 'intervall: 1' >>/etc/reconciler/reconciler.yaml; "
            + "systemctl reload reconciler");
        await Until(
            host, "journalctl -u reconciler -o cat | grep -q 'new settings are refused: /etc/reconciler/reconciler.yaml:.*intervall'");
        await host.Sh(
            "sed 's/^interval: 1$/interval: 2/' /root/reconciler.yaml >/etc/reconciler/reconciler.yaml; systemctl reload reconciler");
        await Until(host, "journalctl -u reconciler -o cat | grep -q 'checked for changes every 2 s'");
        await box.Sh(Spoil("b"));
        await Until(box, $"! {IsSpoiled}", host);
        Assert.Equal(process, await host.Sh("systemctl show -p MainPID reconciler"));
    }

    // The host is its own jump host, with the account and the line that docs/operations.md names: the sandbox lets the daemon listen for
    // itself, and read the kernel's table of connections, by which it drops everybody else's.
    private static async Task Jumped(LabBox host, LabBox box)
    {
        await host.Sh(
            "set -e; useradd -m -s /usr/sbin/nologin ops; mkdir -m 700 /home/ops/.ssh; "
            + $"echo 'restrict,port-forwarding,permitopen=\"{box.Address}:22\" '$(cat /etc/reconciler/ssh-key.pub) "
            + ">/home/ops/.ssh/authorized_keys; chown -R ops: /home/ops/.ssh; "
            + $"sed -i 's/^    user: reconciler /    jump: {{address: {host.Address}, user: ops}}\\n&/' "
            + "/etc/reconciler/desired-state.yaml");
        await File.AppendAllTextAsync(host.PathOf("/etc/reconciler/known_hosts"), await File.ReadAllTextAsync(host.KnownHostsPath));
        await host.Sh("systemctl reload reconciler");
        var ways = $"ss -Htnp state established 'dst {box.Address}:22'";
        await Until(host, $"{ways} | grep -q sshd && ! {ways} | grep -qv sshd"); // the daemon has no way of its own
        await box.Sh(Spoil("j"));
        await Until(box, $"! {IsSpoiled}", host);
        await Until(host, "reconciler sync --wait --timeout 50s");

        var port = (await host.Sh(
            "ss -Htlnp | grep '\"reconciler\"' | grep -v :29250 | grep -o '127[.]0[.]0[.]1:[0-9]*' | cut -d: -f2")).Trim();
        string Hears(string user) => $"su {user} -s /bin/bash -c 'exec 3<>/dev/tcp/127.0.0.1/{port}; read -rt 5 word <&3; echo \"$word\"'";
        Assert.StartsWith("SSH-2.0-", await host.Sh(Hears("reconciler")), StringComparison.Ordinal);
        Assert.Equal("", (await host.TrySh(Hears("rui"))).Output.Trim());
        Assert.Contains("of 1 box in sync", await host.Sh("systemctl show -p StatusText reconciler"), StringComparison.Ordinal);
    }

    // In the middle of a change: it ends in order, and nothing of it is left lying about.
    private static async Task Stopped(LabBox host, LabBox box)
    {
        await box.Sh(Spoil("c"));
        await host.Sh("reconciler sync >/dev/null; sleep 0.3; systemctl stop reconciler");
        Assert.Equal("Result=success", (await host.Sh("systemctl show -p Result reconciler")).Trim());
        await host.Sh("systemctl start reconciler");
        await Until(
            box, $"! {IsSpoiled} && test ! -e /var/lib/reconciler/journal && test ! -e /etc/systemd/system/reconciler-undo.timer", host);
    }

    private static async Task Watched(LabBox host)
    {
        await host.Sh(
            "mkdir -p /etc/systemd/system/reconciler.service.d; "
            + "printf '[Service]\\nWatchdogSec=4\\nRestartSec=1\\n' >/etc/systemd/system/reconciler.service.d/test.conf; "
            + "systemctl daemon-reload; systemctl restart reconciler; sleep 6; systemctl is-active --quiet reconciler");
        var process = (await host.Sh("systemctl show -p MainPID --value reconciler")).Trim();
        await host.Sh($"kill -STOP {process}");
        await Until(
            host, $"systemctl is-active --quiet reconciler && test \"$(systemctl show -p MainPID --value reconciler)\" != {process}");
        await host.Sh("journalctl -u reconciler -o cat | grep -q 'Watchdog timeout'");
    }

    // What cannot start says so to systemd, and comes up by itself when it is put right.
    private static async Task Failed(LabBox host)
    {
        await host.Sh("mv /etc/reconciler/known_hosts /root/; systemctl restart reconciler; true");
        await Until(host, "test \"$(systemctl show -p ExecMainStatus --value reconciler)\" = 1");
        await host.Sh("mv /root/known_hosts /etc/reconciler/");
        await Until(host, "systemctl is-active --quiet reconciler");
    }

    private static async Task Removed(LabBox host)
    {
        await host.Sh("apt-get remove -y reconciler 2>&1");
        await host.Sh("test -e /etc/reconciler/desired-state.yaml && test ! -e /usr/bin/reconciler && ! pgrep -x reconciler");
        await host.Sh("rm -r /etc/systemd/system/reconciler.service.d; apt-get purge -y reconciler 2>&1");
        await host.Sh(
            "test ! -e /etc/reconciler && test ! -e /var/lib/reconciler && test ! -e /usr/lib/reconciler "
            + "&& ! getent passwd reconciler && ! getent group reconciler "
            + "&& ! find /etc/systemd /var/lib/systemd /run/systemd/system | grep reconciler");
    }

    // Another value each time: the same one put back three times would be a contest.
    private static string Spoil(string how) => $"sed -i 's/context=from-internal/context=from-nowhere-{how}/' {Own}";

    private static async Task Until(LabBox where, string condition, LabBox? host = null)
    {
        var begun = Stopwatch.StartNew();
        while ((await where.TrySh(condition)).ExitCode != 0)
        {
            var left = await where.TrySh(
                "ls -lR /var/lib/reconciler; cat /var/lib/reconciler/holder /var/lib/reconciler/quarantine; "
                + "grep context /etc/asterisk/reconciler_pjsip.conf");
            var log = await (host ?? where).TrySh("systemctl status --no-pager reconciler; journalctl -u reconciler -n 60 --no-pager");
            Assert.True(begun.Elapsed < Patience, $"{condition}\n{left.All}\n{log.All}");
            await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
        }
    }
}
