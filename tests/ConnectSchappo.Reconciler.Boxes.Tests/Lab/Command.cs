using System.Diagnostics;
using System.Globalization;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Lab;

/// <summary>Runs programs with a deadline, and ends them with all that they started.</summary>
internal static class Command
{
    private static readonly TimeSpan UntilPipesClose = TimeSpan.FromSeconds(5);

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
        var output = ReadAll(process.StandardOutput);
        var errors = ReadAll(process.StandardError);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            await Task.WhenAll(output, errors).WaitAsync(limit.Token);
            return new CommandResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException late)
        {
            var tree = await Descendants(process.Id);
            process.Kill(entireProcessTree: true);
            var printed = await Task.WhenAny(
                Task.WhenAll(output, errors), Task.Delay(UntilPipesClose, CancellationToken.None)) is Task<string[]> all
                ? string.Concat(await all) : "(not to be had: what it started holds its output open)";
            throw new TimeoutException(
                $"{program} {string.Join(' ', arguments)} took longer than {deadline.TotalSeconds} s.\n"
                + $"It printed: {printed}\nWhat ran:\n{tree}",
                late);
        }
    }

    // Ends where the process does: what it printed until it was killed tells why it had to be.
    private static async Task<string> ReadAll(StreamReader stream) => await stream.ReadToEndAsync();

    private static async Task<string> Descendants(int process)
    {
        var start = new ProcessStartInfo("ps") { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var argument in (string[])["-e", "--forest", "-o", "pid,ppid,stat,wchan:24,time,args"])
        {
            start.ArgumentList.Add(argument);
        }

        using var ps = Process.Start(start)!;
        var lines = (await ps.StandardOutput.ReadToEndAsync()).Split('\n');
        var family = new HashSet<string> { process.ToString(CultureInfo.InvariantCulture) };
        return string.Join('\n', lines.Where(line =>
            line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries) is [var id, var parent, ..]
                && (family.Contains(id) || (family.Contains(parent) && family.Add(id)))));
    }
}
