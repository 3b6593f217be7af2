using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Faults;

/// <summary>
/// Every step of a transaction with every fault, on real boxes: each file is wholly old or wholly new, the next run converges, nothing
/// of ours is left lying about, no call is cut, and what was told was so. The normal run takes a sample, <c>tests/run faults</c> all.
/// </summary>
[Trait("campaign", "faults")]
public class FaultMatrixTests
{
    // The ones that have most to get wrong; all others are in the campaign.
    private static readonly (string Step, string Fault)[] Sample =
    [
        ("half swapped", "killed"), ("half swapped", "power off"), ("activate", "line cut"), ("commit", "killed"),
        ("half swapped", "file changed"), ("swap", "two at once"),
        ("half undone", "killed"),
    ];

    private const int Boxes = 3;

    private static bool IsCampaign => Environment.GetEnvironmentVariable("RECONCILER_CAMPAIGN") == "faults";

    [Fact]
    public Task No_fault_at_any_step_leaves_a_box_half_done() => Run("faults", smallDisk: false);

    [Fact]
    public async Task No_full_or_read_only_disk_does_either()
    {
        Assert.SkipUnless(IsCampaign, "a campaign's: tests/run faults");
        await Run("disks", smallDisk: true);
    }

    // On several boxes at once, where there is much to try: a box mostly waits.
    private static async Task Run(string name, bool smallDisk)
    {
        var steps = FaultStep.On(LabImage.Usual.Series).Select((step, at) => (Step: step, Box: IsCampaign ? at % Boxes : 0));
        var failures = await Task.WhenAll(steps.GroupBy(s => s.Box, s => s.Step).Select(g => RunOn($"{name}-{g.Key}", [.. g], smallDisk)));
        Assert.True(failures.All(f => f.Count == 0), string.Join("\n\n", failures.SelectMany(f => f)));
    }

    private static async Task<List<string>> RunOn(string name, List<FaultStep> steps, bool smallDisk)
    {
        var cells = steps
            .SelectMany(s => Fault.All.Where(f => f.NeedsSmallDisk == smallDisk && IsWanted(s, f)).Select(f => (Step: s, Fault: f)))
            .ToList();
        var failures = new List<string>();
        if (cells.Count == 0)
        {
            return failures;
        }

        await using var box = await LabBox.Up(name);
        var scene = new FaultScene(box);
        await scene.SetUp(smallDisk);
        foreach (var (step, fault) in cells)
        {
            var cell = $"{step.Name} x {fault.Name}";
            try
            {
                Console.WriteLine($"  {cell,-36} {await scene.Try(step, fault)}");
            }
            catch (Exception failure) when (failure is Xunit.Sdk.XunitException or TimeoutException)
            {
                Console.WriteLine($"  {cell,-36} FAILED");
                failures.Add($"{cell}: {failure.Message}");
                await scene.Reset(step, fault);
            }
        }

        return failures;
    }

    private static bool IsWanted(FaultStep step, Fault fault) =>
        Campaign.IsWanted($"{step.Name} x {fault.Name}", IsCampaign, Sample.Contains((step.Name, fault.Name)));
}
