using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>What others have in Asterisk's memory is there after a restart of ours, on a real box.</summary>
public class OthersTests
{
    private const string Wizards = """
        printf '[carrier]\ntype=wizard\nremote_hosts=203.0.113.20\nendpoint/context=from-trunk\n\n' >/etc/asterisk/pjsip_wizard.conf
        printf '[phone300]\ntype=wizard\naccepts_auth=yes\naccepts_registrations=yes\n' >>/etc/asterisk/pjsip_wizard.conf
        printf 'inbound_auth/username=phone300\ninbound_auth/password=lab-300\n' >>/etc/asterisk/pjsip_wizard.conf
        printf 'endpoint/context=from-internal\n' >>/etc/asterisk/pjsip_wizard.conf
        chown asterisk: /etc/asterisk/pjsip_wizard.conf
        systemctl restart asterisk; sleep 1; timeout 30 asterisk -rx 'core waitfullybooted'
        """;

    private const string AreThere =
        "for name in carrier phone300; do asterisk -rx \"pjsip show endpoint $name\" | grep -q \"Endpoint: *$name\" || exit 1; done";

    [Fact]
    public async Task A_trunk_and_a_phone_that_wizards_make_survive_the_restart_that_the_factory_box_needs()
    {
        await using var box = await LabBox.Up("wizards");
        await box.Sh(Wizards);
        await box.Sh(AreThere);

        // A wizard's file that cannot be read hides what it makes, and not that it may make something.
        await box.Sh("cd /etc/asterisk; cp -p pjsip_wizard.conf /root/kept; head -c 17000000 /dev/zero | tr '\\0' ';' >>pjsip_wizard.conf");
        var born = await box.Born();
        var apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 4, apply.All);
        Assert.Contains(
            "waits for a start that loses nothing that works now: pjsip: the next start reads a file", apply.All, StringComparison.Ordinal);
        Assert.Equal(born, await box.Born());
        await box.Sh("grep -q res_pjsip_config_wizard.so /etc/asterisk/reconciler_modules.conf");

        await box.Sh("cp -p /root/kept /etc/asterisk/pjsip_wizard.conf");
        apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        Assert.NotEqual(born, await box.Born());
        await box.Sh(AreThere);
    }
}
