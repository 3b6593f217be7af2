using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>The main job on a real box, from outside: factory state, plan, apply, a working softphone, and nothing more to do.</summary>
public class MainJobTests
{
    [Fact]
    public async Task A_factory_box_becomes_a_working_softphone_and_a_second_apply_touches_nothing()
    {
        await using var box = await LabBox.Up("main");
        var factory = await box.Files();

        var plan = await box.Reconciler("plan");
        Assert.True(plan.ExitCode == 2, plan.All);
        Assert.Equal(factory, await box.Files());

        var apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        Assert.Contains("converged", apply.Output, StringComparison.Ordinal);

        Assert.Contains("Running", await box.Asterisk("module show like res_pjsip_transport_websocket"), StringComparison.Ordinal);
        var endpoint = await box.Asterisk("pjsip show endpoint 250");
        foreach (var implied in (string[])["webrtc", "use_avpf", "ice_support", "rtcp_mux", "bundle", "media_use_received_transport"])
        {
            Assert.Matches($@"\b{implied} +: (yes|true)", endpoint);
        }

        Assert.Matches(@"media_encryption +: dtls", endpoint);
        Assert.Matches(@"direct_media +: false", endpoint);

        var peers = await box.Asterisk("sip show peers");
        Assert.DoesNotContain("250", peers, StringComparison.Ordinal);
        for (var desk = 100; desk <= 120; desk++)
        {
            Assert.Matches($@"(?m)^{desk}\b", peers);
        }

        Assert.Equal(200, await box.Register("250", "Schappo-250-lab"));
        Assert.Equal(200, await box.Register("251", "Schappo-251-lab"));
        Assert.Equal(401, await box.Register("250", "wrong"));

        var before = await box.Files();
        var born = await box.Born();
        var reload = await box.Asterisk("core show uptime seconds");
        var second = await box.Reconciler("apply", "--yes");
        Assert.True(second.ExitCode == 0, second.All);
        Assert.Contains("in sync", second.Output, StringComparison.Ordinal);
        Assert.Equal(before, await box.Files());
        Assert.Equal(born, await box.Born());
        Assert.True(SinceReload(await box.Asterisk("core show uptime seconds")) >= SinceReload(reload), "something was reloaded");
        Assert.Equal(0, (await box.Reconciler("plan")).ExitCode);

        // A secret that is changed is drift like any other, and costs a reload.
        await box.WriteSecret("softphone-250", "Schappo-250-anew");
        var rotated = await box.Reconciler("apply", "--yes");
        Assert.True(rotated.ExitCode == 0, rotated.All);
        Assert.DoesNotContain("Schappo-250", rotated.All, StringComparison.Ordinal);
        Assert.Equal(200, await box.Register("250", "Schappo-250-anew"));
        Assert.Equal(401, await box.Register("250", "Schappo-250-lab"));
        Assert.Equal(born, await box.Born());
    }

    [Fact]
    public async Task An_older_Issabel_that_generates_no_transports_converges_too()
    {
        await using var box = await LabBox.Up("transports", "without-transports");

        var apply = await box.Reconciler("apply", "--yes");

        Assert.True(apply.ExitCode == 0, apply.All);
        Assert.Equal(200, await box.Register("250", "Schappo-250-lab"));
    }

    [Fact]
    public async Task A_box_whose_manager_interface_is_off_is_read_by_its_command_line()
    {
        await using var box = await LabBox.Up("no-ami");
        await box.Sh("sed -i 's/^enabled=yes/enabled=no/' /etc/asterisk/manager.conf; asterisk -rx 'manager reload'");

        var apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        Assert.Equal(200, await box.Register("250", "Schappo-250-lab"));

        await box.Sh(
            "cd /etc/asterisk; cp -p reconciler_pjsip.conf ..; sed -i s/max_contacts=5/max_contacts=6/ reconciler_pjsip.conf; "
            + "asterisk -rx 'module reload res_pjsip.so'; sleep 1; mv ../reconciler_pjsip.conf .");
        var plan = await box.Reconciler("plan");
        Assert.True(plan.ExitCode == 2, plan.All);
        Assert.Contains("max_contacts desired 5; memory 6", plan.Output, StringComparison.Ordinal);
    }

    // "Last reload: 12" is the seconds since the last reload of anything.
    private static int SinceReload(string uptime) =>
        int.Parse(uptime.Split("Last reload: ")[1].Trim(), System.Globalization.CultureInfo.InvariantCulture);
}
