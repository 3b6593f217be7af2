using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What goes out of the files of others together with a section that goes, and what keeps it there.</summary>
public static class TakenOutTests
{
    private const string Aor = "[250]\ntype=aor\nmax_contacts=5\n";

    // File | its text | what is left of it
    public static TheoryData<string, string, string> Gone => new()
    {
        { "pjsip_custom.conf", $"{Aor}[250](+)\nqualify_frequency=30\n[x]\ntype=aor\n", "[x]\ntype=aor\n" },
        { "pjsip_custom.conf", $"[x]\ntype=aor\n{Aor}[x](+)\nmax_contacts=1\n", "[x]\ntype=aor\n[x](+)\nmax_contacts=1\n" },
        { "pjsip_custom_post.conf", "[x]\ntype=aor\n[250](+)\nqualify_frequency=30\n", "[x]\ntype=aor\n" },
        { "sip_more.inc", "[250](+)\nnat=yes\n[later]\ntype=friend\n", "[later]\ntype=friend\n" },
        { "sip_custom.conf", "[250]\ntype=friend\nhost=dynamic\n[250](+)\nqualify=yes\n[y]\ntype=peer\n", "[y]\ntype=peer\n" },
    };

    [Theory]
    [MemberData(nameof(Gone))]
    public static void What_adds_to_a_section_goes_with_it(string file, string text, string left)
    {
        var box = Adopting();
        if (file == "pjsip_custom_post.conf")
        {
            box["pjsip_custom.conf"] = Aor;
        }

        if (file == "sip_more.inc")
        {
            box["sip_custom.conf"] = "[250]\ntype=friend\nhost=dynamic\n#include sip_more.inc\n";
        }

        box[file] = text;
        box.ReloadAll();

        box.Apply(box.Plan());

        Assert.EndsWith(left, box[file].Replace($"#include {Path.GetFileName(PjsipSubject.Config.Own)}\n", "", StringComparison.Ordinal)
            .Replace("#include reconciler_sip.conf\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("[250]", box[file], StringComparison.Ordinal);
        Assert.True(box.Plan().Report.InSync);
    }

    [Fact]
    public static void What_the_web_interface_adds_stays_in_its_file_and_adds_to_ours()
    {
        var box = Adopting();
        box["pjsip_custom.conf"] = Aor;
        box["pjsip_additional.conf"] = "[250](+)\nqualify_frequency=30\n";
        box.ReloadAll();

        box.Apply(box.Plan());

        Assert.DoesNotContain("[250]", box["pjsip_custom.conf"], StringComparison.Ordinal);
        Assert.Equal("[250](+)\nqualify_frequency=30\n", box["pjsip_additional.conf"]);
        Assert.True(box.Plan().Report.InSync);
    }

    [Fact]
    public static void Lines_that_would_become_somebody_elses_keep_it()
    {
        var box = Adopting();
        box["pjsip_custom.conf"] = $"[x]\ntype=aor\n{Aor}#include more.conf\n";
        box["more.conf"] = "qualify_frequency=30\n";
        box.ReloadAll();

        var plan = box.Plan();

        Assert.Contains(
            plan.Report.Drifts,
            d => d.Resource is ConfigFileId && d.ToString().Contains("/etc/asterisk/more.conf:1:1", StringComparison.Ordinal));
        Assert.DoesNotContain(plan.Edits, e => e.Path.EndsWith("/pjsip_custom.conf", StringComparison.Ordinal));
    }

    private static SimulatedBox Adopting() =>
        SimulatedBox.Factory(SimulatedBox.SampleState().Replace("adopt: no", "adopt: yes", StringComparison.Ordinal));
}
