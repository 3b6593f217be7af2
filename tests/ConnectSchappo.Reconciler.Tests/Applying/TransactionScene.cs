using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Shell;
using ConnectSchappo.Reconciler.Ssh;
using ConnectSchappo.Reconciler.Tests.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Applying;

/// <summary>
/// A box that is a folder of this machine, with an Asterisk that answers, and the scripts of a transaction on it in any shell.
/// </summary>
public abstract class TransactionScene : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("transaction-").FullName;

    private protected TransactionScene()
    {
        Directory.CreateDirectory(In("etc"));
        Directory.CreateDirectory(In("bin"));

        Stub("asterisk", """
            case $2 in
              *booted) echo 'Asterisk has fully booted.' ;;
              *count) printf '3 active channels\n1 active call\n' ;;
              *) echo 'reloaded successfully.' ;;
            esac
            """);
    }

    public static TheoryData<string> Shells => LocalShell.Shells;

    private protected TransactionHead Head { get; } = new("t1");

    private protected string State => In("state");

    /// <summary>What was begun last.</summary>
    private protected Plan Begun { get; set; } = PlanOf();

    private protected static QuarantineEntry Failed { get; } = new()
    {
        Subject = PjsipSubject.Instance,
        Object = new PjsipId(PjsipType.Endpoint, "250"),
        Wanted = "aa",
        Inputs = "bb",
        Attempts = 2,
        At = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000),
        Reason = "it's not proved",
    };

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>A program of the box that does this, and notes what it was asked.</summary>
    private protected void Stub(string program, string body)
    {
        File.Delete(In("bin", program));
        File.WriteAllText(In("bin", program), $"#!/bin/sh\necho \"$*\" >>{In("asked")}\n{body}\n");
        File.SetUnixFileMode(In("bin", program), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>What the programs of the box were asked, a line each.</summary>
    private protected string[] Asked() => File.Exists(In("asked")) ? File.ReadAllLines(In("asked")) : [];

    /// <summary>A path of the box.</summary>
    private protected string In(params string[] path) => Path.Combine([folder, .. path]);

    private protected FileEdit Change(string name, string? before, string? after, Subject? subject = null) => new()
    {
        Subject = subject ?? PjsipSubject.Instance,
        Path = In("etc", name),
        Original = before is null ? null : new SensitiveBytes(Encoding.UTF8.GetBytes(before)),
        After = after is null ? null : new SensitiveBytes(Encoding.UTF8.GetBytes(after)),
        Why = $"a test",
    };

    private protected static Plan PlanOf(params FileEdit[] edits) => new()
    {
        Box = "one",
        Revision = "r1",
        Report = new DriftReport([], []),
        Edits = [.. edits],
    };

    private protected async Task<ScriptReply> Begin(
        Plan plan, string id = "t1", string shell = "dash", Policy? policy = null, RootShell? over = null) =>
        (await BeginAll(plan, id, shell, policy, over)).Values.First();

    private protected Task<IReadOnlyDictionary<Subject, ScriptReply>> BeginAll(
        Plan plan, string id = "t1", string shell = "dash", Policy? policy = null, RootShell? over = null)
    {
        Begun = plan;
        var (by, bound) = (new TransactionHead(id), policy ?? Policy.Default);
        return Parts(BeginScript.Text(by, plan, bound), BeginScript.Input(by, plan, bound), shell, by, over);
    }

    private protected async Task<ScriptReply> Swap(string shell = "dash", RootShell? over = null) =>
        (await SwapAll(shell, over)).Values.First();

    // Without a watchdog: no test may set a timer up on this machine.
    private protected Task<IReadOnlyDictionary<Subject, ScriptReply>> SwapAll(string shell = "dash", RootShell? over = null)
    {
        var script = SwapScript.Text(Head, [.. Begun.Parts], TimeSpan.FromMinutes(1));
        return Parts(script.Replace("armed='1'", "armed=''", StringComparison.Ordinal), [], shell, over: over);
    }

    private protected async Task<ScriptReply> Confirm(string shell = "dash") =>
        (await Parts(EndScripts.Confirm(Head, Begun.Parts.Select(p => new PartEnd(p.Subject, []))), [], shell)).Values.First();

    private protected async Task<ScriptReply> Wait(string shell = "dash") =>
        (await Parts(EndScripts.Wait(Head, Begun.Parts.Select(p => new PartEnd(p.Subject, [Failed]))), [], shell)).Values.First();

    private protected async Task<ScriptReply> Undo(Message? disproved, string shell = "dash") =>
        (await Parts(EndScripts.Undo(Head, Begun.Parts.Select(p => (new PartEnd(p.Subject, [Failed]), disproved))), [], shell))
            .Values.First();

    private protected async Task<ScriptReply> Close(string shell = "dash") =>
        (await Parts(EndScripts.Close(Head, Begun.Parts.Select(p => p.Subject)), [], shell)).Values.First();

    private async Task<IReadOnlyDictionary<Subject, ScriptReply>> Parts(
        string script, byte[] input, string shell, TransactionHead? by = null, RootShell? over = null)
    {
        var (told, lengths) = (Encoding.Latin1.GetString(input), new StringBuilder());
        var text = Regex.Replace(script, "^run_part 'begin' '(?<count>[0-9]+)'$", length =>
        {
            var count = int.Parse(length.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture);
            var part = Longer(told[..count]);
            told = told[count..];
            lengths.Append(part);
            return $"run_part 'begin' '{part.Length}'";
        }, RegexOptions.Multiline);
        var reply = await Run(text, Encoding.Latin1.GetBytes(lengths.ToString()), shell, over);
        return PartScript.Read(by ?? Head, reply, Begun.Parts.Select(p => p.Subject));
    }

    private protected async Task<ScriptReply> Run(
        string script, ReadOnlyMemory<byte> input = default, string shell = "dash", RootShell? over = null)
    {
        await using var root = over is null ? await LocalShell.Open(shell) : null;
        var text = At(script).Replace("sh \"$journal/undo\"", $"{shell} \"$journal/undo\"", StringComparison.Ordinal);
        var reply = await (over ?? root!).Run(text, input, TimeSpan.FromSeconds(20), Cancellation);
        return new ScriptReply((ScriptExit)reply.ExitCode, reply.Text, reply.Errors);
    }

    private string At(string script) => $"PATH={In("bin")}:$PATH\n" + script
        .Replace(JournalFunctions.State, State, StringComparison.Ordinal)
        .Replace(JournalFunctions.Units, In("units"), StringComparison.Ordinal);

    // The program that undoes is told its length before: the folders of a test are longer than the real ones.
    private string Longer(string input)
    {
        var end = input.IndexOf("\n\n", StringComparison.Ordinal) + 2;
        var told = input.IndexOf(' ', StringComparison.Ordinal);
        var length = int.Parse(input[..told], System.Globalization.CultureInfo.InvariantCulture);
        var undo = At(input.Substring(end, length));
        return $"{undo.Length}{input[told..end]}{undo}{input[(end + length)..]}";
    }

    private protected void Write(string name, string text) => File.WriteAllText(In("etc", name), text);

    private protected string Read(string name) => File.Exists(In("etc", name)) ? File.ReadAllText(In("etc", name)) : "";

    private protected IEnumerable<string> Names(string of) =>
        Directory.EnumerateFileSystemEntries(In(of)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    // What a command prints; null where it fails or is not there.
    private protected static async Task<string?> Output(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var text = await process.StandardOutput.ReadToEndAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation);
            return process.ExitCode == 0 ? text.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
