using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// Options of PJSIP of which each line adds to a list, on a real box: what memory shows of them, and that such a box comes into sync.
/// </summary>
public class ListsTests
{
    private const string Acls =
        "printf '\\n[inside]\\npermit=10.0.0.0/8\\n\\n[outside]\\npermit=192.0.2.0/24\\n' >>/etc/asterisk/acl.conf; "
        + "asterisk -rx 'module reload acl'";

    private const string Tls = """
        pjsip:
          transports:
            secure: {protocol: tls, bind: "0.0.0.0:5065", method: tlsv1_2, cert_file: /etc/asterisk/keys/asterisk.pem,
              priv_key_file: /etc/asterisk/keys/asterisk.pem, cipher: [ECDHE-RSA-AES256-GCM-SHA384, ECDHE-RSA-AES128-GCM-SHA256]}
        """;

    [Fact]
    public async Task A_list_is_in_sync_although_memory_shows_it_in_its_own_way()
    {
        await using var box = await LabBox.Up("lists");
        await box.Sh(Acls);

        await IsBroughtThere(box, "acl: [inside, outside]\n      contact_acl: [outside, inside]");
        Assert.Matches(@"(?s) acl +: inside\s.* contact_acl +: outside\s", await box.Sh("asterisk -rx 'pjsip show endpoint 250'"));

        // As somebody may write it; Asterisk takes both lines.
        await box.Sh(
            "cd /etc/asterisk; sed -i 's/^acl=inside,outside$/acl=inside\\nacl=outside/' reconciler_pjsip.conf; "
            + "asterisk -rx 'module reload res_pjsip.so'; sleep 1");
        Assert.DoesNotContain("endpoint 250 acl", (await box.Reconciler("plan")).Output, StringComparison.Ordinal);
        await box.Sh(
            "cd /etc/asterisk; sed -i 's/^acl=outside$/acl=inside/' reconciler_pjsip.conf; "
            + "asterisk -rx 'module reload res_pjsip.so'; sleep 1");
        await box.Sh("grep -q \"Named ACL 'inside' occurs multiple times\" /var/log/asterisk/messages");

        await IsBroughtThere(box, "acl: inside\n      permit: 10.1.0.0/16");
        Assert.Matches(@" acl +: deny/permit\s", await box.Sh("asterisk -rx 'pjsip show endpoint 250'"));

        await box.Sh(
            "cd /etc/asterisk; sed -i 's/^cipher=\\(.*\\),\\(.*\\)$/cipher=\\1\\ncipher=\\2/' reconciler_pjsip.conf; "
            + "asterisk -rx 'core restart now'; sleep 5");
        Assert.Matches(
            "cipher +: ECDHE-RSA-AES256-GCM-SHA384, ECDHE-RSA-AES128-GCM-SHA256",
            await box.Sh("asterisk -rx 'pjsip show transport secure'"));
        Assert.DoesNotContain("cipher", (await box.Reconciler("plan")).Output, StringComparison.Ordinal);
    }

    private static async Task IsBroughtThere(LabBox box, string options)
    {
        box.WriteState(s => s.Replace("pjsip: ", $"{Tls}\n#", StringComparison.Ordinal)
            .Replace("      rewrite_contact: yes\n", $"      rewrite_contact: yes\n      {options}\n", StringComparison.Ordinal));
        var apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        var plan = await box.Reconciler("plan");
        Assert.True(plan.ExitCode == 0, plan.All);
    }
}
