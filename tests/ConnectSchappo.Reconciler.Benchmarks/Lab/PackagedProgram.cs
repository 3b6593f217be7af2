using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;

namespace ConnectSchappo.Reconciler.Benchmarks.Lab;

/// <summary>The program as its Debian package has it.</summary>
internal sealed class PackagedProgram
{
    private static readonly TimeSpan PackageTime = TimeSpan.FromMinutes(15);

    private readonly string path;

    private PackagedProgram(string path) => this.path = path;

    public string[] Version => [path, "--version"];

    /// <param name="package">Null to make it first.</param>
    /// <param name="folder">Where it is unpacked.</param>
    public static async Task<PackagedProgram> Unpack(string? package, string folder)
    {
        var architecture = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "amd64",
            Architecture.Arm64 => "arm64",
            var other => throw new InvalidOperationException($"there is no package for {other}"),
        };
        package ??= (await Shell.Must(
            PackageTime, "env", $"OUT={folder}", Path.Combine(Repository.Root, "deploy", "package"), architecture))
            .Output.Trim().Split('\n')[^1];
        var unpacked = Path.Combine(folder, "package");
        await Shell.Must(PackageTime, "dpkg-deb", "--extract", package, unpacked);
        return new PackagedProgram(Path.Combine(unpacked, "usr", "bin", "reconciler"));
    }

    public string[] Validate(string desiredState) => [path, "validate", "--desired-state", desiredState];

    /// <summary>Exit code 0 is: nothing to change.</summary>
    public string[] Plan(BoxFiles files) => [path, "plan", .. files.Options];

    public string[] Apply(BoxFiles files) => [path, "apply", "--yes", .. files.Options];

    /// <summary>Starts the daemon in the control group; its log goes to a file, so that nobody here is busy with it.</summary>
    public Process Start(ControlGroup group, BoxFiles files, TimeSpan interval, TimeSpan resync, string port)
    {
        // Boxes have processors of their own; those of the lab share ours. Beside hundreds of their processes, a place among them would be
        // most of what is measured: with the policy rr it comes before them.
        var command = group.Inside([
            "chrt", "--rr", "1", "sh", "-c", "exec \"$@\" >\"$0\" 2>&1", files.Log, path, "run", .. files.Options,
            "--interval", interval.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            "--resync", resync.TotalSeconds.ToString(CultureInfo.InvariantCulture), "--metrics-port", port,
        ]);
        return Command.Start(command[0], command[1..]);
    }
}
