using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>A field that the policy ignores, on a real box: shown with its reason, and kept through an edit beside it.</summary>
public class IgnoredFieldTests
{
    [Fact]
    public async Task What_somebody_else_decides_is_shown_and_stays_as_it_is()
    {
        await using var box = await LabBox.Up("ignored");
        static string Ignoring(string state) => state.Replace(
            "  adopt: no",
            "  ignore: [{resource: endpoint/*, field: direct_media, reason: set per customer}]\n  adopt: no",
            StringComparison.Ordinal);
        box.WriteState(Ignoring);
        var first = await box.Reconciler("apply", "--yes");
        Assert.True(first.ExitCode == 0, first.All);

        // somebody sets it in our file, and Asterisk takes it
        await box.Sh(
            "sed -i s/^direct_media=no/direct_media=yes/ /etc/asterisk/reconciler_pjsip.conf && asterisk -rx 'module reload res_pjsip.so'");
        var plan = await box.Reconciler("plan");
        Assert.True(plan.ExitCode == 0, plan.All);
        Assert.Contains("ignored: endpoint 250 direct_media desired no; file yes", plan.Output, StringComparison.Ordinal);
        Assert.Contains(": set per customer", plan.Output, StringComparison.Ordinal);

        // another field of the same endpoint is edited
        box.WriteState(s => Ignoring(s).Replace("dtmf_mode: rfc4733", "dtmf_mode: info", StringComparison.Ordinal));
        var second = await box.Reconciler("apply", "--yes");
        Assert.True(second.ExitCode == 0, second.All);
        var endpoint = await box.Asterisk("pjsip show endpoint 250");
        Assert.Matches(@"(?m)^ direct_media +: true", endpoint);
        Assert.Matches(@"(?m)^ dtmf_mode +: info", endpoint);
    }
}
