using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Tests.Sources;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

/// <summary>The daemon as a process of its own, whose file descriptors are other people's to use up.</summary>
public sealed class DaemonProcessTests : IDisposable
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(60);

    private readonly TestFolder folder = new();
    private readonly List<string> log = [];
    private Process? started;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "reconciler.dll");

    private string Control => folder["control"];

    public void Dispose()
    {
        if (started is { HasExited: false })
        {
            started.Kill();
        }

        started?.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_daemon_whose_visitors_say_nothing_keeps_file_descriptors_and_takes_commands_again_when_they_go()
    {
        var daemon = await Start("sh", "-c", "ulimit -n 256; exec dotnet \"$@\"", "sh");
        await Visited(daemon, 100, () => Task.FromResult(0));
        Assert.Equal(0, Logged("ControlOverloaded"));

        // Whoever asks while the others are still being let go may be hung up on.
        await Until(async () => (await Status()).Error is null);
    }

    [Fact]
    public async Task A_daemon_whose_descriptors_run_out_tells_it_once_keeps_the_last_for_its_boxes_and_answers_when_there_are_some_again()
    {
        var daemon = await Start("env");
        await Observed(DateTimeOffset.MinValue); // by then the runtime has its assemblies, and their numbers
        await Limit(daemon, 76);
        await Visited(daemon, 30, async () =>
        {
            await Until(() => Logged("ControlOverloaded") > 0);
            await Until(async () => (await Status()).Error?.Contains("few free file descriptors", StringComparison.Ordinal) == true);
        });
        var gone = DateTimeOffset.UtcNow;
        await Until(() => Logged("ControlAvailable") > 0); // with the limit as it is
        await Observed(gone);
        Assert.Equal(1, Logged("ControlOverloaded"));
        Assert.Equal(1, Logged("ControlAvailable"));
        Assert.Equal(0, Logged("ControlUnavailable"));
        Assert.Equal(0, Logged("ControlFailed"));
        Assert.Equal(0, Logged("SourceLost"));
        Assert.Equal(0, Logged("RoundCrashed"));
    }

    [Fact]
    public async Task A_daemon_that_stays_short_of_descriptors_tells_it_once_however_seldom_it_is_asked()
    {
        var daemon = await Start("env");
        await Observed(DateTimeOffset.MinValue);
        await Limit(daemon, 40);
        await Until(async () => (await Status()).Error?.Contains("few free file descriptors", StringComparison.Ordinal) == true);
        await Task.Delay(TimeSpan.FromSeconds(8), Cancellation); // longer than a shortage that nobody meets is remembered
        Assert.Contains("few free file descriptors", (await Status()).Error, StringComparison.Ordinal);
        Assert.Equal(1, Logged("ControlOverloaded"));
        Assert.Equal(0, Logged("ControlAvailable"));
    }

    private Task Observed(DateTimeOffset since) =>
        Until(async () => (await Status()) is { Error: null, Status.Boxes: [{ LastObservation: { } look }] } && look > since);

    // Silent visitors, for as long as it takes.
    private async Task Visited(Process daemon, int count, Func<Task> meanwhile)
    {
        var visitors = new List<Socket>();
        try
        {
            while (visitors.Count < count)
            {
                visitors.Add(await Visitor());
            }

            await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
            await meanwhile();
            Assert.False(daemon.HasExited, Log());
        }
        finally
        {
            visitors.ForEach(v => v.Dispose());
        }
    }

    private async Task<Socket> Visitor()
    {
        var visitor = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await visitor.ConnectAsync(new UnixDomainSocketEndPoint(Control), limit.Token);
        }
        catch (Exception full) when (full is OperationCanceledException or SocketException)
        {
            await Task.Delay(100, Cancellation); // the queue of those who wait is full: what was to be reached
        }

        return visitor;
    }

    // Leaves it so many numbers that are free now; a limit is one above the highest that may be given.
    private async Task Limit(Process daemon, int free)
    {
        var open = Directory.EnumerateFileSystemEntries($"/proc/{daemon.Id}/fd")
            .Select(f => int.Parse(Path.GetFileName(f), CultureInfo.InvariantCulture)).ToHashSet();
        var limit = 0;
        for (var left = free; left > 0; limit++)
        {
            left -= open.Contains(limit) ? 0 : 1;
        }

        await Programs.Run(folder.Path, "prlimit", null, null, $"--pid={daemon.Id}", $"--nofile={limit}:");
    }

    private Task<ControlReply> Status() =>
        ControlClient.Ask(Control, new ControlRequest { Command = ControlWord.Status }, Allowed, Cancellation);

    private int Logged(string name)
    {
        lock (log)
        {
            return log.Count(l => l.Contains($" {name}: ", StringComparison.Ordinal));
        }
    }

    private string Log()
    {
        lock (log)
        {
            return string.Join('\n', log);
        }
    }

    private async Task<Process> Start(params string[] before)
    {
        await Programs.Run(folder.Path, "ssh-keygen", null, null, "-q", "-t", "ed25519", "-N", "", "-f", folder["key"]);
        folder.Write(
            "state.yaml", "apiVersion: reconciler/v1\nboxes:\n  matriz: {address: 127.0.0.1, port: 1, user: ana}\nhttp: {enabled: yes}\n");
        string[] program = before is ["env"] ? ["env", "dotnet"] : before;
        var daemon = started = Process.Start(new ProcessStartInfo(program[0], [
            .. program[1..], Assembly, "run", "--desired-state", folder["state.yaml"], "--ssh-key", folder["key"], "--known-hosts",
            folder.Write("known_hosts", ""),
            "--interval", "1", "--metrics-port", "0", "--control", Control, "--log-format", "text"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _ = Follow(daemon.StandardOutput);
        _ = Follow(daemon.StandardError);
        await Until(() => File.Exists(Control));
        return daemon;
    }

    private async Task Follow(StreamReader reader)
    {
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
        {
            lock (log)
            {
                log.Add(line);
            }
        }
    }

    private Task Until(Func<bool> condition) => Until(() => Task.FromResult(condition()));

    private async Task Until(Func<Task<bool>> condition)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Allowed, $"it did not come about\n{Log()}");
            await Task.Delay(10, Cancellation);
        }
    }
}
