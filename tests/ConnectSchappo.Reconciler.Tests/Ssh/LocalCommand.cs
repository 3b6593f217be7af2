using System.Diagnostics;
using ConnectSchappo.Reconciler.Ssh;
using Renci.SshNet.Common;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

/// <summary>A command on this machine in the place of one on a box.</summary>
internal sealed class LocalCommand : ICommandChannel
{
    private readonly Process process;
    private readonly StreamLimits limits;

    private LocalCommand(Process process, StreamLimits limits)
    {
        (this.process, this.limits) = (process, limits);
        Output = new(Piped(process.StandardOutput.BaseStream), $"the standard output", StreamLimits.MostOutput, limits);
        Errors = new(Piped(process.StandardError.BaseStream), $"the standard error", StreamLimits.MostErrors, limits);
        limits.Opened(Output);
        limits.Opened(Errors);
    }

    public ArrivingBytes Output { get; }

    public ArrivingBytes Errors { get; }

    // Asked when its streams have ended, which they do a moment before the process has.
    public int? ExitCode => process.WaitForExit(TimeSpan.FromSeconds(5)) ? process.ExitCode : null;

    public Exception? Loss => limits.Exceeded;

    public static LocalCommand Start(StreamLimits limits, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new(Process.Start(start)!, limits);
    }

    public async Task Write(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(bytes, cancellation);
            await process.StandardInput.BaseStream.FlushAsync(cancellation);
        }
        catch (IOException failure)
        {
            throw this.Lost(failure);
        }
    }

    public void EndInput() => process.StandardInput.Close();

    // As SSH.NET does it: what comes is put into a pipe, which is disposed at the end.
    private static PipeStream Piped(Stream source)
    {
        var pipe = new PipeStream();
        _ = Task.Run(async () =>
        {
            await using (pipe)
            {
                await source.CopyToAsync(pipe);
            }
        });
        return pipe;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}
