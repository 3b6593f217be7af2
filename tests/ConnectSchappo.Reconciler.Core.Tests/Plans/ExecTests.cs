using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>An <c>#exec</c> that Asterisk runs is a part of a configuration that nobody read.</summary>
public class ExecTests
{
    [Theory]
    [InlineData("[options]\nexecincludes=yes\n", true)]
    [InlineData("[options]\nexecincludes = on\n", true)]
    [InlineData("[options]\nexecincludes=no\n", false)]
    [InlineData("[options]\n", false)]
    [InlineData(null, false)]
    public void Where_it_runs_nothing_is_concluded_from_what_no_file_defines(string? options, bool runs)
    {
        var box = Printing("pjsip_custom.conf", options);

        var plan = box.Plan();

        Assert.Equal(runs ? [] : ["endpoint printed"], plan.Report.Drifts.Select(d => d.Name));
        Assert.Equal(!runs, plan.HasWork);
        Assert.Equal(runs ? ["/etc/asterisk/pjsip_custom.conf"] : [], plan.Notes.Select(n => n.ToString().Split(':')[0]));
    }

    [Fact]
    public void Where_the_file_that_allows_it_was_not_read_it_may_run()
    {
        var box = Printing("pjsip_custom.conf", null);
        box.Unseen["/etc/asterisk/asterisk.conf"] = UnseenReason.Unreadable;

        Assert.Empty(box.Plan().Report.Drifts);
    }

    [Theory]
    [InlineData("pjsip_wizard.conf")]
    [InlineData("sorcery.conf")]
    public void What_else_may_define_endpoints_counts_too(string file)
    {
        var box = Printing(file, "[options]\nexecincludes=yes\n");

        Assert.Empty(box.Plan().Report.Drifts);
    }

    // What is ours is compared and healed as ever.
    [Fact]
    public void What_our_own_file_has_is_healed()
    {
        var box = Printing("pjsip_custom.conf", "[options]\nexecincludes=yes\n");
        box.Remember(PjsipType.Aor, "250", "max_contacts", "9");

        Assert.Equal(["aor 250 max_contacts"], box.Plan().Report.Drifts.Select(d => d.Name));
        Assert.True(box.Plan().HasWork);
    }

    private static SimulatedBox Printing(string file, string? options)
    {
        var box = SimulatedBox.Converged();
        box[file] = (box.Has(file) ? box[file] : "") + "#exec /usr/local/bin/endpoints\n";
        if (options is not null)
        {
            box["asterisk.conf"] = options;
        }
        else if (box.Has("asterisk.conf"))
        {
            box.Delete("asterisk.conf");
        }

        box.Reload(PjsipSubject.Config);
        box.Remember(PjsipType.Endpoint, "printed");
        return box;
    }
}
