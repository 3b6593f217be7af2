using System.Globalization;
using System.Text;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// The command import on real boxes: as they come, with what people write by hand, and after a first apply. What runs is the same before
/// and after, option by option, and then the box is in sync.
/// </summary>
public class ImportTests
{
    private const int Extensions = 200;

    // Templates with repeated codecs, an addition, a trunk, generated and own transports, lines that only together are a value.
    private const string ByHand = """
        [phones](!) ; for all desks
        type=endpoint
        context=from-internal
        disallow=all
        allow=g722
        allow=ulaw
        dtmf_mode=rfc4733
        transport=GENERATED
        direct_media=no
        [logins](!)
        type = auth
        auth_type = userpass
        [places](!)
        type=aor
        max_contacts=2
        qualify_frequency=0

        [udp-5070]
        type=transport
        protocol=udp
        bind=0.0.0.0:5070
        local_net=10.0.0.0/8
        local_net=192.168.0.0/16

        [carrier]
        type=auth
        username=acme
        password=hush\;hush
        [carrier]
        type=aor
        contact=sip:192.0.2.1
        contact=sip:192.0.2.2
        [carrier]
        type=endpoint
        transport=udp-5070
        context=from-trunk
        disallow=all
        allow=ulaw
        outbound_auth=carrier
        aors=carrier
        set_var=A=1,2
        set_var=B=2
        [carrier]
        type=identify
        endpoint=carrier
        match=192.0.2.1
        match=192.0.2.16/28
        [myself]
        type=auth
        username=400
        password=hush-400
        [myself]
        type=registration
        transport=udp-5070
        outbound_auth=myself
        server_uri=sip:127.0.0.1:5070\;transport=udp
        client_uri=sip:400@127.0.0.1
        retry_interval=2
        [offices]
        type=acl
        deny=0.0.0.0/0.0.0.0
        permit=10.0.0.0/8,127.0.0.0/8,198.51.100.0/24 ; or nobody reaches PJSIP

        [250]
        type=endpoint
        webrtc=yes
        context=from-internal
        disallow=all
        allow=ulaw,alaw
        auth=auth250
        aors=250
        callerid=Connect Schappo <250>
        direct_media=no
        dtmf_mode=rfc4733
        rtp_symmetric=yes
        force_rport=yes
        rewrite_contact=yes
        [250](+)
        language=pt_BR
        [auth250]
        type=auth
        auth_type=userpass
        username=250
        password=Schappo-250-lab
        [250]
        type=aor
        max_contacts=5
        remove_existing=yes
        qualify_frequency=30
        """;

    public static TheoryData<int, string> Boxes => new() { { 16, "issabel" }, { 22, "issabel" }, { 22, "freepbx" } };

    [Theory]
    [MemberData(nameof(Boxes))]
    public async Task What_is_imported_is_what_runs_and_stays(int series, string layout)
    {
        await using var box = await LabBox.Up(
            series == LabImage.Asterisk22.Series ? LabImage.Asterisk22 : LabImage.Issabel4, "import", "--layout", layout);
        await Imports(box, "as it comes", expectedPlan: layout == "freepbx" ? 2 : 0); // the whitelist is in a file of a person there

        await WriteByHand(box, layout == "freepbx" ? "0.0.0.0-udp" : "transport-udp");
        var (memory, born) = (await Memory(box), await box.Born());
        var text = await Imports(box, "by hand", expectedPlan: 2);
        Assert.DoesNotContain("would also change", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
        Assert.Contains("  phones:", text, StringComparison.Ordinal);
        Assert.Equal(Extensions, text.Split('\n').Count(l => l.Contains("{profile: phones, ", StringComparison.Ordinal)));
        Assert.Equal(Extensions + 3, Directory.GetFiles(box.SecretsPath).Length);
        Assert.All(
            Directory.GetFiles(box.SecretsPath),
            f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));

        await box.Exits(0, "apply", "--yes");

        Assert.Equal(memory, await Memory(box));
        Assert.Equal(born, await box.Born());
        Assert.Equal(200, await box.Register("250", "Schappo-250-lab"));
        await box.Exits(0, "plan");
        Assert.Equal( // templates and nothing else are left there
            "[phones](!) ; for all desks\n[logins](!)\n[places](!)\n",
            await box.Sh("grep -h '^\\[' /etc/asterisk/site.conf /etc/asterisk/phones.conf"));

        await Imports(box, "converged", expectedPlan: 0);
    }

    /// <summary>Imports over the desired state and the secrets of the box, and plans with them.</summary>
    private static async Task<string> Imports(LabBox box, string what, int expectedPlan)
    {
        Directory.Delete(box.SecretsPath, recursive: true);
        var run = await Command.Run(
            TimeSpan.FromMinutes(3), Repository.Runner,
            [
                Repository.Program, "import", $"reconciler@{box.Address}", "--name", "matriz", "--with-secrets", box.SecretsPath,
                "--ssh-key", box.KeyPath, "--known-hosts", box.KnownHostsPath,
            ]);
        Assert.True(run.ExitCode == 0, $"{what}: {run.All}");
        await File.WriteAllTextAsync(box.DesiredStatePath, run.Output);
        Directory.CreateDirectory(box.SecretsPath);
        await box.Exits(expectedPlan, "plan");
        return run.Output;
    }

    private static async Task WriteByHand(LabBox box, string transport)
    {
        var phones = new StringBuilder();
        for (var number = 300; number < 300 + Extensions; number++)
        {
            phones.Append(CultureInfo.InvariantCulture, $"""
                [{number}](phones)
                auth=auth{number}
                aors={number}
                callerid="Desk {number}" <{number}>
                mailboxes={number}@default
                [auth{number}](logins)
                username={number}
                password=hush-{number}
                [{number}](places)

                """);
        }

        await Put(box, "site.conf", ByHand.Replace("GENERATED", transport, StringComparison.Ordinal) + "\n");
        await Put(box, "phones.conf", phones.ToString());
        await box.Sh("""
            cd /etc/asterisk
            printf '#include site.conf\n#include phones.conf\n' >> pjsip_custom.conf
            printf 'enabled=yes\nbindaddr=127.0.0.1\ntlsenable=yes\ntlsbindaddr=0.0.0.0:8089\n' >> http_custom.conf
            printf 'tlscertfile=/etc/asterisk/keys/asterisk.pem\ntlsprivatekey=/etc/asterisk/keys/asterisk.pem\n' >> http_custom.conf
            echo 'stunaddr=192.0.2.3' >> rtp_custom.conf
            echo 'messages => dtmf' >> logger_logfiles_custom.conf
            if [ -e modules_custom.conf ]; then echo 'preload => res_pjsip_transport_websocket.so' >> modules_custom.conf; fi
            if [ -e sip_custom.conf ]; then : > sip_custom.conf; fi
            sed -i '/^ignoreip/d' /etc/fail2ban/jail.d/issabel.conf 2>/dev/null
            printf '[DEFAULT]\nignoreip = 127.0.0.1/8 198.51.100.0/24\n' > /etc/fail2ban/jail.local
            systemctl restart asterisk fail2ban
            asterisk -rx 'core waitfullybooted'
            jails() { fail2ban-client status | sed -n 's/.*Number of jail:[[:space:]]*//p'; }
            some=; until [ "${some:-0}" -gt 0 ] && [ "$some" = "$(jails)" ]; do some=$(jails); sleep 2; done
            for i in $(seq 40); do asterisk -rx 'pjsip show registrations' | grep -q ' Registered' && exit; sleep 0.5; done
            asterisk -rx 'pjsip show registrations'; exit 1
            """);
    }

    private static Task Put(LabBox box, string file, string text) => File.WriteAllTextAsync(box.PathOf($"/etc/asterisk/{file}"), text);

    /// <summary>What runs, option by option, of every object that people made; without what changes by itself.</summary>
    private static Task<string> Memory(LabBox box) => box.Sh($$"""
        show() { asterisk -rx "pjsip show $1 $2" | grep -E '^ [a-z0-9_]+ +: ' | sed "s/^/$1 $2/"; }
        for n in 250 carrier 300 301 350 $((299 + {{Extensions}})); do show endpoint $n; show aor $n; done
        for n in auth250 carrier auth300 auth301 auth350; do show auth $n; done
        show identify carrier; show registration myself; show transport udp-5070
        asterisk -rx 'pjsip show endpoints' | grep -c '^ Endpoint:  '
        asterisk -rx 'http show status'; asterisk -rx 'rtp show settings'; asterisk -rx 'logger show channels'
        for j in $(fail2ban-client status | sed -n 's/.*Jail list:[[:space:]]*//p' | tr -d ','); do
          echo $j; fail2ban-client get $j ignoreip
        done
        """);
}
