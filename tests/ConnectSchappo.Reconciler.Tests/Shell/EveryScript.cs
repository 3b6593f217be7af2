using System.Net;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes.Ami;
using ConnectSchappo.Reconciler.Boxes.Diagnosing;
using ConnectSchappo.Reconciler.Boxes.Observing;
using ConnectSchappo.Reconciler.Boxes.Tracing;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Diagnoses;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;
using ConnectSchappo.Reconciler.Core.Traces;
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
        Catalogue = AsteriskCatalogue.Of(16),
        Sections = [new DesiredPjsip { Objects = [new PjsipObject(PjsipType.Transport, "x", [], new SourceLocation("d", 1, 1))] }],
    };

    private static readonly TransactionHead Head = new("t1");

    private static readonly Plan Plan = new()
    {
        Box = "b",
        Revision = "r1",
        Report = new DriftReport([], []),
        Edits = [.. KnownSubjects.All.Select(Edit)],
    };

    private static readonly PartEnd[] Ends = [.. KnownSubjects.All.Select(s => new PartEnd(s, []))];

    private static Evidence Evidence => new()
    {
        View = WantedFiles.View(
            Box, Outcomes.Seen(), "r1", new ResolvedSecrets(new Dictionary<string, Secret>(), new Dictionary<string, string>())),
        Report = new DriftReport([], []),
        Extension = null,
    };

    /// <summary>Those that any POSIX shell runs. The connection that a box makes needs bash.</summary>
    public static IReadOnlyDictionary<string, string> Posix { get; } = ((IEnumerable<(string Name, string Text)>)
    [
        ("root shell", RootShellProgram.Loop),
        ("command line of the root shell", RootShellProgram.CommandLine),
        ("life", LifeScript.Text),
        ("ports", PortScript.Text([80, 443])),
        ("memory by the command line", CliMemoryScript.Text(Box)),
        ("account of the manager interface", AmiAccountScript.Text),
        ("look", ObservationScript.Text(["/etc/asterisk/*.conf"], "/etc/a/c.pem", null, [new("t", "/c", "/k", "127.0.0.1:1", true)])),
        ("look without a certificate", ObservationScript.Text(["/etc/asterisk/*.conf"], null, null)),
        ("host of a phone", HostScript.Text(IPAddress.Loopback, Evidence)),
        ("state", StateScript.Text),
        ("begin", BeginScript.Text(Head, Plan, Policy.Default)),
        ("swap", SwapScript.Text(Head, [.. Plan.Parts], TimeSpan.FromMinutes(10))),
        ("confirm", EndScripts.Confirm(Head, Ends)),
        ("wait", EndScripts.Wait(Head, Ends)),
        ("undo", EndScripts.Undo(Head, Ends.Select(e => (e, (Message?)$"not verified")))),
        ("close", EndScripts.Close(Head, KnownSubjects.All)),
        ("adopt", EndScripts.Adopt(Head)),
        ("trace, begin", TraceScripts.Begin("t1", TraceKind.Sip, TimeSpan.FromMinutes(1), 1000, "250")),
        ("trace, guard", TraceScripts.Guard),
        ("trace, read", TraceScripts.Read("t1", 0, 1000)),
        ("trace, stop", TraceScripts.Stop("t1")),
        ("trace, clear away", TraceScripts.ClearAway("t1")),
        ("undo, of all", UndoProgram.OfAll),
        .. Plan.Parts.Select(p => ($"undo, the program of {p.Subject}", UndoProgram.Text(Head.Id, p, Policy.Default))),
        .. KnownSubjects.Activations.Select(a => ($"activate {a}", ActivationScripts.Fenced(Head, Step(a), Policy.Default))),
    ]).ToDictionary(s => s.Name, s => s.Text, StringComparer.Ordinal);

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

    /// <summary>The files that a script is made of, or a line for a login shell.</summary>
    public static IEnumerable<string> FilesOf(string script) =>
        from file in Files.Keys
        let text = Embedded(file).Text
        where script.Contains(text, StringComparison.Ordinal)
            || script.Contains(text.TrimEnd('\n').Replace('\n', '\t'), StringComparison.Ordinal)
        select file;

    /// <summary>The exit codes that a file says that it ends with.</summary>
    public static IEnumerable<ScriptExit> Exits(string file) =>
        Regex.Matches(file.Split("\n# Exits:")[1].Split("\n# Knows:")[0].Split("\n\n")[0], @"\bE_[A-Z0-9_]+")
            .Select(m => Enum.GetValues<ScriptExit>().Single(e => ShellFile.NameOf(e) == m.Value));

    private static FileEdit Edit(Subject subject) => new()
    {
        Subject = subject, Path = $"/etc/{subject}", Original = null, After = new SensitiveBytes("new"u8.ToArray()), Why = $"a test",
    };

    private static PlannedActivation Step(Activation activation) =>
        new(activation, $"", $"", ["a1"], null) { Serves = [PjsipSubject.Instance] };
}
