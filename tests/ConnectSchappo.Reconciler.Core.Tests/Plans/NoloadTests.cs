using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>A module that modules.conf forbids does not come by a restart.</summary>
public class NoloadTests
{
    private const string WebSocket = "res_pjsip_transport_websocket.so";

    [Theory]
    [InlineData("noload => res_pjsip_transport_websocket.so", true)]
    [InlineData("noload = res_pjsip_transport_websocket", true)]
    [InlineData("noload => res_pjsip.so", true)]
    [InlineData("noload => res_http_websocket.so", true)]
    [InlineData("noload => chan_sip.so", false)]
    public void Is_a_persons_matter_and_nobody_is_restarted_for_it(string line, bool barred)
    {
        var box = SimulatedBox.Converged();
        box.Load(ModuleStatus.Absent);
        box["modules_custom.conf"] += line + "\n";

        var plan = box.Plan();

        var drift = Assert.Single(plan.Report.Drifts, d => d.Resource.Name == WebSocket);
        Assert.Equal(barred ? Remediation.Manual : Remediation.Automatic, drift.Remediation);
        Assert.Equal(barred, drift.Consequence.English()
            .Contains("remove that from /etc/asterisk/modules_custom.conf:", StringComparison.Ordinal));
        Assert.Equal(!barred, plan.Activations.Any(a => a.Activation == AsteriskActivations.Restart));
    }

    [Fact]
    public void Is_loaded_by_a_restart_once_the_line_is_gone()
    {
        var box = SimulatedBox.Converged();
        var text = box["modules_custom.conf"];
        box.Load(ModuleStatus.Absent);
        box["modules_custom.conf"] = text + "noload => res_pjsip_transport_websocket.so\n";
        Assert.False(box.Plan().HasWork);

        box["modules_custom.conf"] = text;
        box.Apply(box.Plan());

        Assert.Equal([AsteriskActivations.Restart], box.Done);
        Assert.True(box.Plan().Report.InSync);
    }

    [Fact]
    public void May_be_forbidden_by_a_file_that_was_not_read()
    {
        var box = SimulatedBox.Converged();
        box.Load(ModuleStatus.Absent);
        box["modules_custom.conf"] += "#include local/modules.conf\n";
        box.Unseen["/etc/asterisk/local/modules.conf"] = UnseenReason.Large;

        var plan = box.Plan();

        Assert.Contains("may forbid it", Assert.Single(plan.Report.Drifts, d => d.Resource.Name == WebSocket).Consequence.ToString(),
            StringComparison.Ordinal);
        Assert.False(plan.HasWork);
    }
}
