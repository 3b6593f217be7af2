using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Lab;

/// <summary>A table of cases on real boxes that is run whole on demand (<c>tests/run drifts</c>), and by a sample every time.</summary>
internal static class Campaign
{
    /// <summary>Whether the campaign of this trait was asked for.</summary>
    public static bool IsWhole(string trait) =>
        Environment.GetEnvironmentVariable("RECONCILER_CAMPAIGN") is { } asked && asked.Equals(trait, StringComparison.OrdinalIgnoreCase);

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
