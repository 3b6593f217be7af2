using System.Diagnostics;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Lab;

/// <summary>Runs programs with a deadline, and ends them with all that they started.</summary>
internal static class Command
{
    /// <summary>Starts a program that reads nothing.</summary>
    public static Process Start(string program, params string[] arguments)
    {
        var process = Open(program, arguments);
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Starts a program that is spoken to.</summary>
    public static Process Open(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    public static async Task<CommandResult> Run(TimeSpan deadline, string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        using var limit = new CancellationTokenSource(deadline);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new CommandResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took longer than {deadline.TotalSeconds} s", late);
        }
    }
}
