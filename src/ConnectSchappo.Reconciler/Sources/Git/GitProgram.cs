using System.Diagnostics;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Processes;

namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>The git program. Every call ends: by itself, or at its deadline.</summary>
internal sealed class GitProgram(string program, string folder, Func<IReadOnlyDictionary<string, string>> environment, TimeProvider time)
{
    /// <exception cref="SourceFailure">It did not start, or not end in time.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; the program was ended.</exception>
    public async Task<GitAnswer> Run(GitCall call, CancellationToken cancellation)
    {
        try
        {
            var result = await BoundedProcess.Run(StartOf(call), call.MostOutput, call.Allowed, time, cancellation);
            return new GitAnswer(result.ExitCode, result.Output, result.Errors, result.Overflowed);
        }
        catch (ProcessFailure failure)
        {
            throw new SourceFailure(
                SourceFailureKind.Unavailable,
                failure.Kind switch
                {
                    ProcessFailureKind.NotStarted => $"{failure.Reason}. Install it on this host.",
                    ProcessFailureKind.TimedOut =>
                        $"{call.What} timed out after {call.Allowed.TotalSeconds:0.#} s and was killed. Check that the Git server answers.",
                    ProcessFailureKind.NotEnded => (Message)$"{failure.Reason}.",
                    _ => throw new ArgumentOutOfRangeException(nameof(call), failure.Kind, "a failure without words"),
                },
                failure);
        }
    }

    private ProcessStartInfo StartOf(GitCall call)
    {
        var start = new ProcessStartInfo(call.Program ?? program, call.Arguments) { WorkingDirectory = folder };
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

        return start;
    }
}
