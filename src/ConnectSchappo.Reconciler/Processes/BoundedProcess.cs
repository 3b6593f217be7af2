using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ConnectSchappo.Reconciler.Processes;

/// <summary>
/// A program of this host, never through a shell and without input. Every call ends: by itself, at its deadline, or where it prints too
/// much; then it is killed with all that it started.
/// </summary>
internal static class BoundedProcess
{
    private const int MostErrors = 64 * 1024;

    private static readonly TimeSpan AfterKill = TimeSpan.FromSeconds(5);

    /// <param name="start">The program, its arguments and its environment.</param>
    /// <param name="mostOutput">The most bytes of output; it is killed at the next one.</param>
    /// <param name="allowed">The time that it has.</param>
    /// <param name="time">The clock of the deadline.</param>
    /// <param name="cancellation">Gives up; the program is killed.</param>
    /// <exception cref="ProcessFailure">It did not start, or not end in time.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<ProcessResult> Run(
        ProcessStartInfo start, int mostOutput, TimeSpan allowed, TimeProvider time, CancellationToken cancellation)
    {
        using var process = Start(start);
        using var timer = new CancellationTokenSource(allowed, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            process.StandardInput.Close();
            var reading = Read(process.StandardOutput.BaseStream, mostOutput, beyond: false, either.Token);
            var complaining = Read(process.StandardError.BaseStream, MostErrors, beyond: true, either.Token);
            var output = await reading.WaitAsync(either.Token);
            if (output.Overflowed)
            {
                return new ProcessResult(-1, [], "", Overflowed: true);
            }

            var errors = await complaining.WaitAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            return new ProcessResult(process.ExitCode, output.Bytes, Encoding.UTF8.GetString(errors.Bytes), Overflowed: false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ProcessFailure(
                ProcessFailureKind.TimedOut, $"{start.FileName} timed out after {allowed.TotalSeconds:0.#} s and was killed");
        }
        finally
        {
            await End(process, time);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new ProcessFailure(ProcessFailureKind.NotStarted, $"{start.FileName} cannot be started: {failure.Message}", failure);
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

    private static async Task End(Process process, TimeProvider time)
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
            throw new ProcessFailure(
                ProcessFailureKind.NotEnded,
                $"{process.StartInfo.FileName} was killed and does not end: check the disk that it uses",
                failure);
        }
    }
}
