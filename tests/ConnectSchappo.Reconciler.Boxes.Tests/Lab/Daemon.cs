using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Lab;

/// <summary>The running daemon and its log.</summary>
public sealed class Daemon : IAsyncDisposable
{
    private const int Terminate = 15;

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    public Daemon(Process process)
    {
        this.process = process;
        _ = Follow(process.StandardOutput);
        _ = Follow(process.StandardError);
    }

    public string Log => string.Join('\n', lines);

    public int ProcessId => process.Id;

    public int LineCount => lines.Count;

    /// <summary>
    /// Waits for a line that comes after the first <paramref name="after"/> ones and holds the words; fails the test with the log.
    /// </summary>
    public async Task<string> Says(string words, int after, TimeSpan deadline)
    {
        var end = Stopwatch.StartNew();
        while (end.Elapsed < deadline)
        {
            if (lines.Skip(after).FirstOrDefault(l => l.Contains(words, StringComparison.Ordinal)) is { } line)
            {
                return line;
            }

            Assert.False(process.HasExited, $"the daemon has ended\n{Log}");
            await Task.Delay(50);
        }

        Assert.Fail($"the daemon did not say '{words}' within {deadline.TotalSeconds} s\n{Log}");
        return "";
    }

    /// <summary>Tells it to stop as systemd would, and gives its exit code.</summary>
    public async Task<int> Stop()
    {
        _ = Kill(process.Id, Terminate);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>Kills it, as a power cut would: it has no word in it.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await Task.Delay(200); // the rest of what it had printed
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task Follow(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
