using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>Every file of Cases, and what holds for all of them.</summary>
public class PlanCasesTests
{
    private static readonly DriftKind[] OfEverySubject = [DriftKind.Ownership, DriftKind.Foreign];

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(PlanCase.Folder, "*.case").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_found_and_planned_as_the_file_says(string name)
    {
        var told = new PlanCase(File.ReadAllText(Path.Combine(PlanCase.Folder, name)));
        var (box, now) = told.Box();

        Assert.Equal(told.Expected, PlanCase.Found(box.Plan(now, "r2")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Once_it_is_applied_nothing_is_left_that_we_could_do(string name)
    {
        var (box, now) = new PlanCase(File.ReadAllText(Path.Combine(PlanCase.Folder, name))).Box();
        var plan = box.Plan(now, "r2");

        box.Apply(plan);

        var left = box.Plan(now, "r2");
        Assert.Equal(plan.Activations.Where(a => a.WaitsFor is not null)
            .Select(a => a.Activation), left.Activations.Select(a => a.Activation));
        Assert.Empty(left.Edits);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_box_gives_the_same_plan_to_the_byte(string name)
    {
        var text = File.ReadAllText(Path.Combine(PlanCase.Folder, name));
        var (one, now) = new PlanCase(text).Box();
        var (other, _) = new PlanCase(text).Box();

        Assert.Equal(one.Plan(now, "r2"), other.Plan(now, "r2") with { Report = one.Plan(now, "r2").Report });
        Assert.Equal(one.Plan(now, "r2").Report.Drifts, other.Plan(now, "r2").Report.Drifts);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_drift_is_about_what_its_subject_says(string name)
    {
        var (box, now) = new PlanCase(File.ReadAllText(Path.Combine(PlanCase.Folder, name))).Box();

        Assert.All(box.Plan(now, "r2").Report.Drifts, d => Assert.Contains(d.Kind, OfEverySubject.Concat(d.Subject.Kinds)));
    }

    [Fact]
    public void Every_kind_of_drift_is_of_some_subject() => Assert.Equal(
        Enum.GetValues<DriftKind>().Order(), OfEverySubject.Concat(KnownSubjects.All.SelectMany(s => s.Kinds)).Distinct().Order());

    [Fact]
    public void Every_kind_of_activation_has_a_case() => Assert.Equal(
        [],
        KnownSubjects.Activations.Select(a => a.Name).Except(["StartFail2ban", "StartAsterisk"], StringComparer.Ordinal)
            .Where(a => !Directory.EnumerateFiles(PlanCase.Folder, "*.case")
                .Any(f => File.ReadAllText(f).Contains($"\n{a}, ", StringComparison.Ordinal))));
}
