using System.Globalization;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Places;

/// <summary>What several kinds of boxes are made with.</summary>
internal static class PlaceSteps
{
    /// <summary>Waits until Asterisk answers, after a start.</summary>
    public const string Booted =
        "sleep 1; for i in 1 2 3 4 5 6 7 8; do timeout 10 asterisk -rx 'core waitfullybooted' && break; sleep 1; done";

    public const string Restart = $"systemctl restart asterisk; {Booted}";

    /// <summary>Ends TLS on port 443 and hands what it hears to port 8088 of the box itself.</summary>
    public const string Proxy = """
        cat >/usr/local/bin/tls-proxy <<'C'
        import asyncio, ssl
        async def copy(reader, writer):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
            writer.close()
        async def serve(reader, writer):
            inner = await asyncio.open_connection('127.0.0.1', 8088)
            await asyncio.gather(copy(reader, inner[1]), copy(inner[0], writer))
        async def main():
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain('/etc/asterisk/keys/asterisk.pem')
            await (await asyncio.start_server(serve, '0.0.0.0', 443, ssl=tls)).serve_forever()
        asyncio.run(main())
        C
        systemd-run --quiet python3 /usr/local/bin/tls-proxy
        """;

    /// <summary>A change of the desired state that must find what it replaces.</summary>
    public static Func<string, string> Change(string old, string @new) => state =>
    {
        Assert.Contains(old, state, StringComparison.Ordinal);
        return state.Replace(old, @new, StringComparison.Ordinal);
    };

    /// <summary>The address of the one box of a desired state.</summary>
    public static string AddressIn(string state) => Regex.Match(state, @"(?<=^    address: )\S+", RegexOptions.Multiline).Value;

    public static string Endpoint(string name) => $"asterisk -rx 'pjsip show endpoint {name}' | grep -q 'Endpoint:  *{name}'";

    /// <summary>Sets the environment of logins, of sudo, and of the services.</summary>
    public static string Locale(string variables) => $"""
        printf '{variables}\n' >/etc/default/locale; printf '{variables}\n' >>/etc/environment
        mkdir -p /etc/systemd/system.conf.d
        printf '[Manager]\nDefaultEnvironment={variables.Replace("\\n", " ", StringComparison.Ordinal)}\n' \
          >/etc/systemd/system.conf.d/locale.conf
        systemctl daemon-reload; systemctl restart ssh fail2ban; {Restart}
        """;

    public static string HostKey(string kind) =>
        $"cd /etc/ssh; rm ssh_host_*; ssh-keygen -q -t {kind} -N '' -f ssh_host_{kind}_key; systemctl restart ssh";

    /// <summary>Asks for the WebSocket where it is, whoever sets its prefix, and sees a reload of the prefix that was lost.</summary>
    public static async Task FollowsThePrefix(LabBox box)
    {
        Assert.Null(await box.Register("250", "Schappo-250-lab"));
        await box.Sh("""
            cd /etc/asterisk; cp -p reconciler_http.conf kept
            sed -i /^prefix/d reconciler_http.conf; asterisk -rx 'module reload http'
            cat kept >reconciler_http.conf; rm kept
            """);
        Assert.Contains(
            "the WebSocket is at /ws instead of /asterisk/ws", (await box.Reconciler("plan")).All, StringComparison.Ordinal);
        await box.Exits(0, "apply", "--yes");
        Assert.Equal(200, await box.Register("250", "Schappo-250-lab", "/asterisk/ws"));

        box.WriteState(s => s);
        await box.Sh("printf '[general](+)\nprefix=theirs\n' >>/etc/asterisk/http_additional.conf");
        await box.Exits(0, "apply", "--yes");
        Assert.Equal(200, await box.Register("250", "Schappo-250-lab", "/theirs/ws"));
    }

    /// <summary>Changes the web server by hand, and fails unless its repair is verified in what these words of <c>apply</c> say.</summary>
    public static async Task Verifies(LabBox box, string layers)
    {
        await box.Sh("rm /etc/asterisk/reconciler_http.conf; asterisk -rx 'module reload http'; sleep 1");
        Assert.Contains($", verified in {layers}\n", await box.Exits(0, "apply", "--yes"), StringComparison.Ordinal);
    }

    /// <summary>Asks over the plain WebSocket behind a proxy, loses nobody's registration by it, and sees where nothing answers.</summary>
    public static async Task ProvesThePlainWebSocket(LabBox box)
    {
        const string Contact = "asterisk -rx 'pjsip show contacts' | grep -q 250/";
        await Verifies(box, "files, memory and a client's view");
        await using var phone = await box.Softphone("250", "Schappo-250-lab", 443);
        await box.Sh(Contact);
        await box.Exits(0, "plan");
        await box.Sh(Contact);

        const string Closed = "OUTPUT -o lo -p tcp --dport 8088 -j REJECT --reject-with tcp-reset";
        await box.Sh($"iptables -I {Closed}");
        Assert.Contains(
            "the plain listener is on, but nothing answers SIP", await box.Exits(2, "plan"), StringComparison.Ordinal);
        await box.Sh($"iptables -D {Closed}");
        await box.Exits(0, "plan");
        await box.Sh(Contact);
    }

    /// <summary>
    /// Names what FreePBX does with our files and we with its own: passwords that it opens to all, and a line in a file of a module.
    /// </summary>
    public static async Task NamesWhatIsOfFreePbx(LabBox box)
    {
        const string Passwords = "/etc/asterisk/reconciler_pjsip.conf", Open = $"{Passwords} has mode 664";
        await box.Sh("chmod 664 /etc/asterisk/*.conf"); // as fwconsole chown
        Assert.Contains(Open, await box.Exits(0, "plan"), StringComparison.Ordinal);
        await box.Sh($"chmod 640 {Passwords}");
        Assert.DoesNotContain("has mode", await box.Exits(0, "plan"), StringComparison.Ordinal);

        const string Top = "/etc/asterisk/rtp.conf", Module = "/var/www/html/admin/modules/core/etc/rtp.conf";
        const string Elsewhere = $"{Top} is a link to {Module}, so the line `#include reconciler_rtp.conf` is written there";
        box.WriteState(s => $"{s}\nrtp: {{rtpstart: 12000, rtpend: 12998}}\n");
        Assert.Contains(Elsewhere, await box.Exits(2, "plan"), StringComparison.Ordinal);
        await box.Exits(0, "apply", "--yes");
        await box.Sh($"test -L {Top} && grep '^#include reconciler_rtp' {Module} && asterisk -rx 'rtp show settings' | grep 12998");

        box.WriteState(s => s);
        Assert.DoesNotContain("is a link", await box.Exits(0, "apply", "--yes"), StringComparison.Ordinal);
        await box.Sh($"test -L {Top} && ! grep reconciler {Module}");
    }

    /// <summary>Brings a shell of this host to the box, and those of its libraries that the box lacks.</summary>
    public static async Task Bring(LabBox box, string from, string name)
    {
        Assert.True(File.Exists(from), $"{from} is missing: apt-get install tcsh fish zsh-static");
        File.Copy(from, box.PathOf($"/usr/local/bin/{name}"));
        var libraries = (await Command.Run(TimeSpan.FromSeconds(10), "ldd", from)).Output.Split('\n', ' ')
            .Where(word => word.StartsWith("/lib/", StringComparison.Ordinal));
        foreach (var library in libraries.Where(l => !File.Exists(box.PathOf($"/usr{l}"))))
        {
            File.Copy(library, box.PathOf($"/usr{library}"));
        }
    }

    public static async Task KnowAnew(LabBox box) => await File.WriteAllTextAsync(
        box.KnownHostsPath, (await Command.Run(TimeSpan.FromSeconds(30), LabBox.LabCommand, "known-hosts", box.Name)).Output);

    public static async Task AtPort2222(LabBox box) => await File.WriteAllTextAsync(
        box.KnownHostsPath,
        (await File.ReadAllTextAsync(box.KnownHostsPath)).Replace(box.Address, $"[{box.Address}]:2222", StringComparison.Ordinal));

    /// <summary>Gives an IPv6 address to both ends of the box's cable, and has everybody come by it.</summary>
    public static async Task ByIpv6(LabBox box)
    {
        var number = (int.Parse(box.Address.Split('.')[^1], CultureInfo.InvariantCulture) - 2) / 4;
        var network = string.Create(CultureInfo.InvariantCulture, $"fd00:5:{number}:");
        var ours = await Command.Run(
            TimeSpan.FromSeconds(10), "ip", "-6", "addr", "add", $"{network}:1/64", "dev", $"lab{number}", "nodad");
        Assert.True(ours.ExitCode == 0, ours.All);
        await box.Sh($"ip -6 addr add {network}:2/64 dev host0 nodad");
        await File.WriteAllTextAsync(
            box.KnownHostsPath,
            (await File.ReadAllTextAsync(box.KnownHostsPath)).Replace(box.Address, $"{network}:2", StringComparison.Ordinal));
        var state = await File.ReadAllTextAsync(box.DesiredStatePath);
        await File.WriteAllTextAsync(
            box.DesiredStatePath, Change($"address: {box.Address}", $"address: \"{network}:2\"")(state));
        box.Reached = $"{network}:2";
    }
}
