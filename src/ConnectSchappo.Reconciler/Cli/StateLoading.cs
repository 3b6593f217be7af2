using System.CommandLine;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Sources;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>The desired state for a command: read, checked, and limited to the boxes that were asked for.</summary>
/// <param name="Source">Null where what was given cannot be one.</param>
internal sealed record StateLoading(ISource? Source, Revision? Revision, DesiredState? State, int ExitCode)
{
    private const string Prefix = "reconciler: ";
    private const int MostCauses = 3;

    /// <summary>Why the newest revision is unusable, where this is the last good one; in English, for the log.</summary>
    public string? InsteadOf { get; private init; }

    // Why there is no state, as far as a person was told; in English.
    private string? Problem { get; init; }

    /// <summary>
    /// The newest revision, with these boxes of it, or with all where none is named. Every problem goes to <paramref name="errors"/>, a
    /// warning too.
    /// </summary>
    public static Task<StateLoading> Read(
        SourceOptions options, ParseResult parse, IReadOnlyList<string> boxes, TextWriter errors, CancellationToken cancellation) =>
        From(() => options.Open(parse), async source => await source.Read(cancellation), boxes, errors);

    /// <summary>The newest revision, or the last good one where that cannot be had, cannot be used or is not trusted.</summary>
    public static async Task<StateLoading> ReadOrLastGood(
        Func<ISource> open, IReadOnlyList<string> boxes, TextWriter errors, CancellationToken cancellation)
    {
        var newest = await From(open, async source => await source.Read(cancellation), boxes, errors);
        var isUnusable = newest.Revision is null || newest.ExitCode == Cli.ExitCode.StateInvalid;
        if (newest.State is not null || newest.Source is not { } source || !isUnusable)
        {
            return newest;
        }

        var good = await From(() => source, s => s.LastGood(cancellation), boxes, errors);
        return good.State is null ? newest : good with { InsteadOf = newest.Problem };
    }

    private static async Task<StateLoading> From(
        Func<ISource> open, Func<ISource, Task<Revision?>> read, IReadOnlyList<string> boxes, TextWriter errors)
    {
        ISource? source = null;
        Revision? revision;
        try
        {
            source = open();
            revision = await read(source);
        }
        catch (SourceFailure failure)
        {
            await errors.WriteLineAsync(Prefix + failure.Message);
            return new StateLoading(source, null, null, Cli.ExitCode.Of(failure.Kind)) { Problem = failure.Message };
        }

        return revision is null
            ? new StateLoading(source, null, null, Cli.ExitCode.Error)
            : await Check(source, revision, boxes, errors);
    }

    private static async Task<StateLoading> Check(ISource source, Revision revision, IReadOnlyList<string> boxes, TextWriter errors)
    {
        var reading = DesiredStateReader.Read(revision.File, revision.Text);
        foreach (var problem in reading.Problems)
        {
            await errors.WriteLineAsync(problem.ToString());
        }

        if (reading.State is not { } state)
        {
            return new StateLoading(source, revision, null, Cli.ExitCode.StateInvalid)
            {
                Problem = string.Join(' ', reading.Problems.Take(MostCauses).Select(p => p.In(Language.English))),
            };
        }

        if (boxes.Where(n => !state.Boxes.Any(b => b.Name == n)).Take(1).ToList() is [var unknown])
        {
            await errors.WriteLineAsync(PlainText.Line(
                $"{Prefix}there is no box {unknown} in {source.Name}. "
                + $"The boxes are {string.Join(", ", state.Boxes.Select(b => b.Name))}."));
            return new StateLoading(source, revision, null, Cli.ExitCode.Error);
        }

        var chosen = state.Boxes.Where(b => boxes.Count == 0 || boxes.Contains(b.Name, StringComparer.Ordinal)).ToEquatableArray();
        return new StateLoading(source, revision, new DesiredState(chosen), Cli.ExitCode.Converged);
    }
}
