using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What a plan tells of secrets, be it of an option that is none by itself.</summary>
public class ShownSecretTests
{
    [Theory]
    [InlineData("sip: {general: {auth: {secret: it}}}", "reconciler_sip.conf", "sip auth")]
    [InlineData("sip: {general: {register: {secret: it}}}", "reconciler_sip.conf", "sip register")]
    [InlineData("sip: {general: {md5secret: {secret: it}}}", "reconciler_sip.conf", "sip md5secret")]
    [InlineData("sip: {general: {fromuser: {secret: it}}}", "reconciler_sip.conf", "sip fromuser")]
    [InlineData("rtp: {turnpassword: {secret: it}}", "reconciler_rtp.conf", "rtp turnpassword")]
    [InlineData("rtp: {stunaddr: {secret: it}}", "reconciler_rtp.conf", "rtp stunaddr")]
    [InlineData("pjsip: {auths: {a: {username: a, password: {secret: it}}}}", "reconciler_pjsip.conf", "auth a password")]
    [InlineData("pjsip: {endpoints: {a: {accountcode: {secret: it}}}}", "reconciler_pjsip.conf", "endpoint a accountcode")]
    public void A_secret_is_shown_in_no_layer(string desired, string own, string name)
    {
        var box = SimulatedBox.Factory($"apiVersion: reconciler/v1\nboxes: {{a: {{address: a, user: root}}}}\n{desired}\n");
        box.Secrets["it"] = new Secret("hush.example.org");
        var before = box.Plan().Report.Drifts;
        box.Apply(box.Plan());
        box[own] = box[own].Replace("hush", "other", StringComparison.Ordinal);
        var changed = Assert.Single(box.Plan().Report.Drifts, d => d.Name == name);

        Assert.Equal((Secret.Mask, Secret.Mask), (changed.Desired.ToString(), changed.File?.ToString()));
        Assert.All(before.Append(changed),
            d => Assert.DoesNotContain("hush", $"{d.Desired} {d.File} {d.Memory} {d.Consequence}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_secret_of_a_field_that_is_ignored_is_not_shown()
    {
        var box = SimulatedBox.Converged("""
            apiVersion: reconciler/v1
            boxes: {a: {address: a, user: root}}
            pjsip: {endpoints: {a: {context: x, accountcode: {secret: softphone-250}}}}
            policy: {ignore: [{resource: endpoint/a, field: accountcode, reason: somebody's}]}
            """);
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"].Replace("hush", "other", StringComparison.Ordinal);

        var ignored = Assert.Single(box.Plan().Report.Ignored);

        Assert.Equal((Secret.Mask, Secret.Mask), (ignored.Drift.Desired.ToString(), ignored.Drift.File?.ToString()));
    }
}
