using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>Boxes whose sorcery.conf names where PJSIP's objects come from.</summary>
public class DatabaseTests
{
    [Fact]
    public void Objects_that_Asterisk_reads_from_a_database_alone_are_named_with_the_lines_to_add_and_all_else_is_done()
    {
        var box = SimulatedBox.Factory();
        box["sorcery.conf"] = "[res_pjsip]\nendpoint=realtime,ps_endpoints\nauth=realtime,ps_auths\n";

        var plan = box.Plan();

        var blocked = Assert.Single(plan.Blocked, b => b.English().StartsWith("pjsip:", StringComparison.Ordinal)).ToString();
        Assert.Contains("sorcery.conf:2", blocked, StringComparison.Ordinal);
        Assert.Contains("endpoint=config,pjsip.conf,criteria=type=endpoint", blocked, StringComparison.Ordinal);
        Assert.Contains("auth=config,pjsip.conf,criteria=type=auth", blocked, StringComparison.Ordinal);
        Assert.DoesNotContain("aor=", blocked, StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Edits, e => e.Path == PjsipSubject.Config.Own);
        Assert.Contains(plan.Edits, e => e.Path == HttpSubject.Config.Own);
    }

    [Theory]
    [InlineData("endpoint=realtime,ps_endpoints\nendpoint=config,pjsip.conf,criteria=type=endpoint\n")]
    [InlineData("endpoint = config, pjsip.conf, criteria=type=endpoint\n")]
    [InlineData("subscription_persistence=realtime,ps_subscription_persistence\n")]
    public void A_database_beside_files_keeps_nothing_back(string sources)
    {
        var box = SimulatedBox.Factory();
        box["sorcery.conf"] = $"[res_pjsip]\n{sources}";

        Assert.DoesNotContain(box.Plan().Blocked, b => b.English().StartsWith("pjsip:", StringComparison.Ordinal));
    }
}
