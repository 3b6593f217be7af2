using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Lab;

/// <summary>The Debian package, made once a run.</summary>
internal static class Package
{
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(15);

    /// <summary>Its path: of the one that the run has made, or of one that is made now.</summary>
    public static async Task<string> Make()
    {
        if (Environment.GetEnvironmentVariable("RECONCILER_PACKAGE") is { Length: > 0 } made)
        {
            return made;
        }

        var folder = Path.Combine(Repository.Root, "deploy", "out", "test");
        var make = await Command.Run(
            Time, "env", $"OUT={folder}", Path.Combine(Repository.Root, "deploy", "package"), "amd64");
        Assert.True(make.ExitCode == 0, make.All);
        return make.Output.Trim().Split('\n')[^1];
    }
}
