using System.Diagnostics;
using ConnectSchappo.Reconciler.Ssh;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

/// <summary>A command on this machine in the place of one on a box.</summary>
internal sealed class LocalCommand : ICommandChannel
{
    private readonly Process process;

    private LocalCommand(Process process)
    {
        this.process = process;
        Output = new(process.StandardOutput.BaseStream, "output");
        Errors = new(process.StandardError.BaseStream, "errors");
    }

    public ArrivingBytes Output { get; }

    public ArrivingBytes Errors { get; }

    public int? ExitCode => process.HasExited ? process.ExitCode : null;

    public Exception? Loss => null;

    public static LocalCommand Start(string program, params string[] arguments) => new(Process.Start(new ProcessStartInfo(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);

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
