using System.Diagnostics;
using System.Text;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Processes;

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
        var start = new ProcessStartInfo(program, arguments.Append(name));
        start.Environment.Remove("NOTIFY_SOCKET");
        try
        {
            // What it prints on standard error is not shown: it may quote what it should not.
            var result = await BoundedProcess.Run(start, SecretStore.MostBytes, Deadline, time, cancellation);
            return result switch
            {
                { Overflowed: true } => throw Unreadable(name, $"{program} printed more than {SecretStore.MostBytes} bytes"),
                { ExitCode: 0 } => Encoding.UTF8.GetString(result.Output).TrimStart('\uFEFF'),
                { ExitCode: NotThere } => null,
                _ => throw Unreadable(name, $"{program} ended with exit code {result.ExitCode}"),
            };
        }
        catch (ProcessFailure failure) when (failure.Kind == ProcessFailureKind.NotStarted)
        {
            throw new SecretFailure($"The secret {name} cannot be read: {failure.Reason}. Correct --secret-command.");
        }
        catch (ProcessFailure failure)
        {
            throw Unreadable(name, failure.Reason);
        }
    }

    // Nothing tells that it would print something else: it is not run that often.
    public string Sign() => "";

    public Message WayIn(string name) => $"make '{program} ... {name}' print it";

    private SecretFailure Unreadable(string name, Message why) =>
        new($"The secret {name} cannot be read: {why}. Run {program} by hand with the name {name}.");
}
