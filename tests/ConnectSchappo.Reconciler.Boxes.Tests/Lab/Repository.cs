namespace ConnectSchappo.Reconciler.Boxes.Tests.Lab;

/// <summary>Where things stand in the repository that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>
    /// The program: as it was built beside these tests, or, for a campaign with what users have, a packaged one that the environment names.
    /// </summary>
    public static string Program { get; } = Given ?? Path.Combine(AppContext.BaseDirectory, "reconciler.dll");

    /// <summary>What runs <see cref="Program"/>.</summary>
    public static string Runner { get; } = Given is null ? "dotnet" : "env";

    private static string? Given => Environment.GetEnvironmentVariable("RECONCILER_PROGRAM") is { Length: > 0 } path ? path : null;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ConnectSchappo.Reconciler.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("These tests run inside the repository.");
    }
}
