using System.Text;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired.Reports;
using ConnectSchappo.Reconciler.Core.Imports;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Tests.Plans;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Imports;

/// <summary>What is imported besides PJSIP's objects, and what is left to its owner, in comments.</summary>
public static class OtherSubjectsTests
{
    private const string Nothing = "apiVersion: reconciler/v1\nboxes: {matriz: {address: 198.51.100.10, user: reconciler}}\n";

    // A file of the box | what a person wrote there | lines of the desired state
    public static TheoryData<string, string, string[]> Said => new()
    {
        { "http_custom.conf", "sessionlimit=200\n", ["http:", "  sessionlimit: 200"] },
        { "http_custom.conf", "enabled=yes\n", ["http:", "  enabled: yes", "  bindaddr: 127.0.0.1", "  bindport: 8088",
            "  tlsenable: no"] },
        { "rtp_custom.conf", "stunaddr=stun.example.org\n", ["rtp:", "  stunaddr: stun.example.org"] },
        { "rtp_custom.conf", "[ice_host_candidates]\n10.0.0.5 => 203.0.113.5\n", ["ice_host_candidates:", "  10.0.0.5: 203.0.113.5"] },
        {
            "pjsip_custom.conf", "[out]\ntype=aor\ncontact=sip:acme:hush@192.0.2.1\n",
            ["pjsip:", "  aors:", "    out:", "      contact: {secret: matriz-aor-out-contact}"]
        },
        { "modules_custom.conf", "preload => res_srtp.so\npreload = app_echo.so\n", ["modules:", "  preload:", "    - res_srtp.so",
            "    - app_echo.so"] },
        { "sip_general_custom.conf", "srvlookup=no\n", ["sip:", "  general:", "    srvlookup: no"] },
        {
            "logger_logfiles_custom.conf", "messages => dtmf\nextra => [json]notice,verbose(3)\nconsole => dtmf\n",
            ["logger:", "  channels:", "    messages: [error, notice, warning, security, dtmf]", "    extra: [notice, verbose]"]
        },
        {
            "/etc/fail2ban/jail.d/issabel.conf", "[asterisk]\nenabled = 1\n",
            ["fail2ban:", "  ignoreip:", "    - 10.0.0.0/8"]
        },
    };

    [Theory]
    [MemberData(nameof(Said))]
    public static void What_a_person_wrote_is_said(string file, string text, string[] expected)
    {
        var box = SimulatedBox.Factory(Nothing);
        if (file.StartsWith("/etc/fail2ban", StringComparison.Ordinal))
        {
            box["/etc/fail2ban/jail.local"] = "[DEFAULT]\nignoreip = 10.0.0.0/8\n";
        }

        box[file] = text;
        box.Version = box.Version;

        var written = Import(box);

        Assert.All(expected, line => Assert.Contains(line, written.Split('\n').Select(l => l.StartsWith('#') ? l
            : l.Split("  # ")[0].TrimEnd())));
    }

    // A file of the box | what stands there | a line of the comments
    public static TheoryData<string, string, string> Left => new()
    {
        { "http_custom.conf", "", "#   enabled: no (http_additional.conf:2)" },
        { "sip_general_custom.conf", "localnet=10.0.0.0/8\n", "#   localnet: 10.0.0.0/8 (sip_general_custom.conf:1)" },
        { "sip_general_custom.conf", "register => acme:hush@sip.example.org\n", "#   register: ******** (sip_general_custom.conf:1)" },
        { "pjsip_additional.conf", "[100]\ntype=endpoint\n[100]\ntype=aor\n", "#   100: endpoint, aor (pjsip_additional.conf:1)" },
        {
            "pjsip_custom.conf", "#include none.conf\n[x]\ntype=aor\n",
            "#   /etc/asterisk/pjsip_custom.conf:1:1: "
        },
        { "pjsip_custom.conf", "[a]\ntype=auth\nusername=a\npassword=\n",
            "#   auth a (pjsip_custom.conf:1): its password is empty, and no secret can be" },
        { "pjsip_custom.conf", "[a]\ntype=auth\nusername=a\nsecret=hush\n", "#       secret: {secret: matriz-auth-a-secret}" },
        { "http_custom.conf", "mypassword=hush\n", "#   mypassword: {secret: matriz-http-mypassword}                # http_custom.conf:1" },
        {
            "sip_custom.conf", "[p]\ntype=friend\nhost=dynamic\nauth=u:hush@r\nremotesecret=hush\n",
            "#   p: {profile: phone, password: {secret: matriz-phone-p}}  # sip_custom.conf:1; no equal: auth=********, "
                + "remotesecret=********"
        },
        { "pjsip_custom.conf", "[x]\ntype=contact\n", "#   contact x (pjsip_custom.conf:1)" },
        { "pjsip_custom.conf", "[a]\ntype=aor\n[a]\ntype=aor\n", "#   aor a (pjsip_custom.conf:3)" },
        { "pjsip_custom.conf", "[a]\ntype=aor\nmax_contact=1\n",
            "#     a:                                                        # pjsip_custom.conf:1" },
        {
            "pjsip_custom.conf", "[a]\ntype=acl\ndeny=0.0.0.0/0\npermit=10.0.0.0/8\ndeny=10.1.0.0/16\n",
            "#   acl a (pjsip_custom.conf:1): its lines of deny cannot be said as one value: write them into the desired state by hand"
        },
        {
            "sip_custom.conf",
            "[300]\ntype=friend\nhost=dynamic\nsecret=hush\nnat=no\ncall-limit=2\ndtmfmode=rfc2833\ncallerid=Ana <300>\n",
            "#   300: {profile: phone, name: Ana, password: {secret: matriz-phone-300}, "
                + "endpoint: {force_rport: no, rewrite_contact: no, rtp_symmetric: no}}  # sip_custom.conf:1; no equal: call-limit=2"
        },
        {
            "sip_custom.conf", "[out]\ntype=peer\nhost=192.0.2.1\nsecret=hush\n",
            "#   out (sip_custom.conf:1): it does not register, it is reached at 192.0.2.1. "
                + "Below pjsip it would be an endpoint, an aor with a contact, and an identify that matches 192.0.2.1"
        },
    };

    [Theory]
    [MemberData(nameof(Left))]
    public static void What_stays_as_it_is_is_told(string file, string text, string comment)
    {
        var box = SimulatedBox.Factory(Nothing);
        box[file] = text;
        box.Version = box.Version;

        var written = Import(box);

        Assert.True($"{written}\n".Contains($"\n{comment}{(comment.EndsWith(": ", StringComparison.Ordinal) ? "" : "\n")}",
            StringComparison.Ordinal), written);
        Assert.DoesNotContain("hush", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "its callerid is not UTF-8")]
    [InlineData(true, null)]
    public static void What_is_no_UTF_8_stays_as_it_is(bool isUtf8, string? told)
    {
        var box = SimulatedBox.Factory(Nothing);
        var look = box.Observe();
        const string Text = "[a]\ntype=endpoint\nallow=ulaw\ncallerid=\"João\" <1>\n";
        var file = ConfDocument.Parse("/etc/asterisk/pjsip_custom.conf", (isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetBytes(Text));

        var written = ImportedState.Of(box.Desired, look with { Configuration = look.Configuration.With(file) }).State!.Text([], []);

        Assert.Equal(isUtf8, written.Contains("callerid: '\"João\" <1>'", StringComparison.Ordinal));
        Assert.Contains(told ?? "João", written, StringComparison.Ordinal);
    }

    [Fact]
    public static void A_converged_box_is_in_sync_with_what_was_imported_of_it()
    {
        var box = SimulatedBox.Converged(SimulatedBox.SampleState() + """
            rtp: {stunaddr: stun.example.org, rtpstart: 10000, rtpend: 10200}
            ice_host_candidates: {10.0.0.5: 203.0.113.5}
            logger: {channels: {messages: [notice, dtmf]}}
            """ + "\n");
        var (state, _) = ImportedState.Of(SimulatedBox.Read(Nothing), box.Observe());

        box.Desired = state!.Box;
        foreach (var (name, value) in state.Secrets)
        {
            box.Secrets[name] = value;
        }

        Assert.Empty(box.Plan().Report.Drifts);
        Assert.False(box.Plan().HasWork);
    }

    [Fact]
    public static void A_secret_keeps_the_name_that_a_desired_state_gives_it()
    {
        var box = SimulatedBox.Converged();
        var (state, _) = ImportedState.Of(box.Desired, box.Observe());

        Assert.Equal(["softphone-250", "softphone-251"], state!.Secrets.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("secret: softphone-250", DesiredBoxText.Write(state.Box), StringComparison.Ordinal);
    }

    [Fact]
    public static void What_memory_has_otherwise_is_told_before_the_first_apply()
    {
        var box = SimulatedBox.Factory(Nothing);
        box["pjsip_custom.conf"] = "[a]\ntype=aor\nmax_contacts=2\n";
        box.ReloadAll();
        box["pjsip_custom.conf"] = "[a]\ntype=aor\nmax_contacts=3\n[b]\ntype=aor\n";
        var (state, _) = ImportedState.Of(box.Desired, box.Observe());
        box.Desired = state!.Box;

        var changes = ImportChanges.Of(box.Plan().Report).Select(c => c.In(Language.English)).ToList();

        Assert.Equal(["aor a max_contacts in memory: 3 in place of 2", "aor b in memory: present in place of absent"], changes);
    }

    [Theory]
    [InlineData("16.28.0", true)]
    [InlineData("22.10.1", false)] // it has no chan_sip
    public static void A_file_that_is_missing_is_told_where_Asterisk_reads_it(string version, bool isTold)
    {
        var box = SimulatedBox.Factory(Nothing);
        box.Version = version;
        box.Delete("sip.conf");

        var written = Import(box);

        Assert.Equal(isTold, written.Contains("/etc/asterisk/sip.conf:1:1: the file is missing", StringComparison.Ordinal));
    }

    [Fact]
    public static void What_could_not_be_compared_is_told_before_the_first_apply()
    {
        var box = SimulatedBox.Factory(Nothing);
        box.Asterisk = AsteriskLife.Stopped;
        var (state, _) = ImportedState.Of(box.Desired, box.Observe());

        Assert.Contains(
            "# What of the box could not be compared with this file. The first apply may change it:\n"
                + "#   all that Asterisk has in memory: it is stopped\n",
            state!.Text([], ImportChanges.Uncompared(box.Observe(), new([], []))), StringComparison.Ordinal);
        box.Asterisk = AsteriskLife.Running;
        Assert.DoesNotContain(
            "could not be compared", state.Text([], ImportChanges.Uncompared(box.Observe(), new([], []))), StringComparison.Ordinal);
    }

    private static string Import(SimulatedBox box) => ImportedState.Of(box.Desired, box.Observe()).State!.Text([], []);
}
