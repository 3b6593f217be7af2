using System.ComponentModel;
using System.Diagnostics;

namespace ConnectSchappo.Reconciler.Secrets;

/// <summary>
/// A program of the user's choice that prints a secret when given its name as the last argument: a script around sops, age, vault or
/// pass. Only our own settings may name it, never a desired state: who may commit there may not run programs here.
/// </summary>
internal sealed class SecretCommand(string program, IReadOnlyList<string> arguments, TimeProvider time) : ISecretSource
{
    /// <summary>By this exit code the program says that it has no such secret.</summary>
    public const int NotThere = 66;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public async Task<string?> Find(string name, CancellationToken cancellation)
    {
        using var process = Start(name);
        using var timer = new CancellationTokenSource(Deadline, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            await errors; // read, so that it does not block; not told: it may quote what it should not
            return process.ExitCode switch
            {
                0 => await output,
                NotThere => null,
                _ => throw new SecretFailure($"The secret {name} cannot be had: {program} ended with {process.ExitCode}. Run it by hand with that name."),
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SecretFailure($"The secret {name} cannot be had: {program} took longer than {Deadline.TotalSeconds} s. Run it by hand with that name.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    public string WayIn(string name) => $"what '{program} ... {name}' prints";

    private Process Start(string name)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments.Append(name))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("NOTIFY_SOCKET");
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new SecretFailure($"The secret {name} cannot be had: {program} cannot be started ({failure.Message}). Put --secret-command right.");
        }
    }
}
