using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>
/// The git program, never through a shell. Every call ends: by itself, or at its deadline, with all that it started.
/// </summary>
internal sealed class GitProgram(string program, string folder, Func<IReadOnlyDictionary<string, string>> environment, TimeProvider time)
{
    private const int MostErrors = 64 * 1024;

    private static readonly TimeSpan AfterKill = TimeSpan.FromSeconds(5);

    /// <exception cref="SourceFailure">It did not start, or not end in time.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; the program was ended.</exception>
    public async Task<GitAnswer> Run(GitCall call, CancellationToken cancellation)
    {
        using var process = Start(call);
        using var timer = new CancellationTokenSource(call.Allowed, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            process.StandardInput.Close();
            var reading = Read(process.StandardOutput.BaseStream, call.MostOutput, beyond: false, either.Token);
            var complaining = Read(process.StandardError.BaseStream, MostErrors, beyond: true, either.Token);
            var output = await reading.WaitAsync(either.Token);
            if (output.Overflowed)
            {
                return new GitAnswer(-1, [], "", Overflowed: true);
            }

            var errors = await complaining.WaitAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            return new GitAnswer(process.ExitCode, output.Bytes, Encoding.UTF8.GetString(errors.Bytes), Overflowed: false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SourceFailure(
                SourceFailureKind.Unavailable, $"{call.What} had no end within {call.Allowed.TotalSeconds:0.#} s and was ended: is the remote there, and does it answer?");
        }
        finally
        {
            await End(process);
        }
    }

    private Process Start(GitCall call)
    {
        var start = new ProcessStartInfo(call.Program ?? program, call.Arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment())
        {
            start.Environment[name] = value;
        }

        start.Environment["GIT_ALLOW_PROTOCOL"] = call.Protocol;
        if (call.Repository is { } repository)
        {
            start.Environment["GIT_DIR"] = repository;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new SourceFailure(
                SourceFailureKind.Unavailable, $"The program {start.FileName} cannot be started: {failure.Message}. Is it installed?", failure);
        }
    }

    private static async Task<(byte[] Bytes, bool Overflowed)> Read(Stream stream, int most, bool beyond, CancellationToken cancellation)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellation) is var count and > 0)
        {
            var room = most - (int)kept.Length;
            if (count > room && !beyond)
            {
                return ([], true);
            }

            await kept.WriteAsync(buffer.AsMemory(0, Math.Min(count, room)), cancellation);
        }

        return (kept.ToArray(), false);
    }

    private async Task End(Process process)
    {
        if (process.HasExited)
        {
            return;
        }

        process.Kill(entireProcessTree: true);
        using var limit = new CancellationTokenSource(AfterKill, time);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException failure)
        {
            throw new SourceFailure(SourceFailureKind.Unavailable, $"{process.StartInfo.FileName} was killed and does not end: is its disk there?", failure);
        }
    }
}
