using ConnectSchappo.Reconciler.Boxes.Ami;
using ConnectSchappo.Reconciler.Boxes.Looking;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Shell;
using ConnectSchappo.Reconciler.Ssh;

namespace ConnectSchappo.Reconciler.Tests.Shell;

/// <summary>Every script as it goes to a box, by its name, and every file of shell that they are made of.</summary>
internal static class EveryScript
{
    private const string Program = "src/ConnectSchappo.Reconciler/";

    private static readonly DesiredBox Box = new()
    {
        Name = "b",
        Address = "b",
        User = "r",
        Pjsip = [new PjsipObject(PjsipType.Transport, "x", [], new YamlPlace("d", 1, 1))],
    };

    /// <summary>Those that any POSIX shell runs. The connection that a box makes needs bash.</summary>
    public static IReadOnlyDictionary<string, string> Posix { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["life"] = LifeScript.Text,
        ["ports"] = PortScript.Text([80, 443]),
        ["memory by the command line"] = CliMemoryScript.Text(Box),
        ["account of the manager interface"] = AmiAccountScript.Text,
        ["look"] = LookScript.Text(["/etc/asterisk/*.conf", "/etc/it's.conf"], "/etc/a/c.pem", null, [new TransportQuestion("t", "/c", "/k", "127.0.0.1:1", true)]),
        ["look without a certificate"] = LookScript.Text(["/etc/asterisk/*.conf"], null, null),
        ["command line of the root shell"] = RootShellProgram.CommandLine,
        ["root shell"] = RootShellProgram.Loop,
    };

    public static string Bash { get; } = TcpOnBox.CommandLine("127.0.0.1", 5038, TimeSpan.FromSeconds(3));

    /// <summary>The files as they lie in the repository, by folder and name.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = Directory
        .EnumerateFiles(Repository.Path(Program), "*.sh", SearchOption.AllDirectories)
        .Select(f => f[Repository.Path(Program).Length..])
        .Where(f => !f.StartsWith("bin/", StringComparison.Ordinal) && !f.StartsWith("obj/", StringComparison.Ordinal))
        .ToDictionary(f => f, f => File.ReadAllText(Repository.Path(Program + f)), StringComparer.Ordinal);

    /// <summary>A file as the program has it.</summary>
    public static ShellFile Embedded(string file)
    {
        var folder = "ConnectSchappo.Reconciler." + Path.GetDirectoryName(file)!.Replace('/', '.');
        return ShellFile.Beside(typeof(ShellFile).Assembly.GetTypes().First(t => t.Namespace == folder), Path.GetFileName(file));
    }
}
