namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// What the package puts into /etc/reconciler, for commands that are typed on its host without options. Where a file is not there, it is
/// null; whoever may not read it is told so when it is read.
/// </summary>
internal static class Installation
{
    private const string Directory = "/etc/reconciler";

    /// <summary>The settings of the service.</summary>
    public static string? Settings => File("reconciler.yaml");

    /// <summary>The private key for the boxes.</summary>
    public static string? SshKey => File("ssh-key");

    /// <summary>The directory of the secrets.</summary>
    public static string? Secrets => Path.Combine(Directory, "secrets") is var path && System.IO.Directory.Exists(path) ? path : null;

    private static string? File(string name) => Path.Combine(Directory, name) is var path && System.IO.File.Exists(path) ? path : null;
}
