using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Sources;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>The desired state for a command: read, checked, and limited to the boxes that were asked for.</summary>
internal sealed record StateLoading(Revision? Revision, DesiredState? State, int ExitCode)
{
    /// <summary>Every problem goes to <paramref name="errors"/>, a warning too.</summary>
    public static async Task<StateLoading> Read(string path, string? limit, TextWriter errors, CancellationToken cancellation)
    {
        Revision revision;
        try
        {
            revision = await new FileSource(path).Read(cancellation);
        }
        catch (SourceFailure failure)
        {
            await errors.WriteLineAsync($"reconciler: {failure.Message}");
            return new StateLoading(null, null, Cli.ExitCode.StateInvalid);
        }

        var reading = DesiredStateReader.Read(revision.File, revision.Text);
        foreach (var problem in reading.Problems)
        {
            await errors.WriteLineAsync(problem.ToString());
        }

        if (reading.State is not { } state)
        {
            return new StateLoading(revision, null, Cli.ExitCode.StateInvalid);
        }

        var names = Names(limit);
        if (names.Find(n => !state.Boxes.Any(b => b.Name == n)) is { } unknown)
        {
            await errors.WriteLineAsync($"reconciler: --limit names the box {unknown}, which is not in {path}. Its boxes: {string.Join(", ", state.Boxes.Select(b => b.Name))}.");
            return new StateLoading(revision, null, Cli.ExitCode.Error);
        }

        var boxes = state.Boxes.Where(b => names.Count == 0 || names.Contains(b.Name)).ToEquatableArray();
        return new StateLoading(revision, new DesiredState(boxes), Cli.ExitCode.Converged);
    }

    public static List<string> Names(string? limit) =>
        [.. (limit ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
