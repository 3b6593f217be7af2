namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>A directory that nobody else may look into: fetched repositories need not be public, and gpg demands it.</summary>
internal static class PrivateFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes it and what is above it, where it is missing.</summary>
    public static void Make(string path) =>
        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnly);
}
