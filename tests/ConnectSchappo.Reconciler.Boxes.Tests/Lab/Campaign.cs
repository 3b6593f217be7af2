using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Lab;

/// <summary>A table of cases on real boxes that is run whole on demand (<c>tests/run drifts</c>), and by a sample every time.</summary>
internal static class Campaign
{
    /// <summary>Whether the campaign of this trait was asked for.</summary>
    public static bool IsWhole(string trait) =>
        Environment.GetEnvironmentVariable("RECONCILER_CAMPAIGN") is { } asked && asked.Equals(trait, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a case is to be tried: all of a campaign that was asked for, a sample in every other run, and by <c>RECONCILER_CELL</c>
    /// those whose story has these words.
    /// </summary>
    public static bool IsWanted(string story, bool isWhole, bool isSample) =>
        Environment.GetEnvironmentVariable("RECONCILER_CELL") is { Length: > 0 } cell
        ? story.Contains(cell, StringComparison.Ordinal)
        : isWhole || isSample;

    /// <summary>A line of the campaign's report: shown where the whole was asked for, and with the failure where a sample fails.</summary>
    public static void Tell(string line)
    {
        if (Environment.GetEnvironmentVariable("RECONCILER_CAMPAIGN") is { Length: > 0 })
        {
            Console.WriteLine(line);
        }
        else
        {
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        }
    }
}
