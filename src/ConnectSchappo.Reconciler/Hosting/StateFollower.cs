using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Sources;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>
/// Follows the desired state. A revision that is refused, and a source that is away, leave the one in force as it is and are told
/// once. Not for two looks at once.
/// </summary>
internal sealed class StateFollower(ISource source, SourceReporter reporter)
{
    private const int MostProblems = 3;

    private string inForce = "";
    private string? refused;
    private string? problem;

    /// <summary>What keeps a newer revision from being in force; null for nothing.</summary>
    public string? SourceProblem => problem;

    /// <summary>Whether that is a revision which was refused.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>The revision in force, and what keeps a newer one from it, for a person.</summary>
    public string Words => $"revision {RevisionName.Short(inForce)} is in force" + (problem is null ? "" : $"; {problem}");

    /// <summary>Puts a revision into force, and keeps it for a start without its source.</summary>
    public async Task Accept(Revision revision, CancellationToken cancellation)
    {
        (inForce, refused, problem) = (revision.Id, null, null);
        IsRefused = false;
        reporter.Accepted(revision.Id, source.LastAnswer);
        try
        {
            await source.Keep(revision, cancellation);
        }
        catch (SourceFailure failure)
        {
            reporter.Lost(failure.Message);
        }
    }

    /// <summary>Looks once: another revision that was put into force, or null where the one before stays.</summary>
    public async Task<(Revision Revision, DesiredState State)?> Fetch(CancellationToken cancellation)
    {
        try
        {
            var revision = await source.Read(cancellation);
            reporter.Answered(source.LastAnswer);
            if (revision.Id == inForce)
            {
                (refused, problem) = (null, null);
                IsRefused = false;
                reporter.BackInForce();
                return null;
            }

            if (revision.Id == refused)
            {
                return null;
            }

            var reading = DesiredStateReader.Read(revision.File, revision.Text);
            if (reading.State is not { } state)
            {
                refused = revision.Id;
                IsRefused = true;
                problem = $"refused: {Problems(revision, reading)}";
                reporter.Refused(revision.Id, Problems(revision, reading));
                return null;
            }

            await Accept(revision, cancellation);
            return (revision, state);
        }
        catch (SourceFailure failure) when (failure.Kind == SourceFailureKind.Refused)
        {
            refused = null;
            reporter.Answered(source.LastAnswer);
            problem = $"refused: {failure.Message}";
            IsRefused = true;
            reporter.Refused(failure.Message, failure.Message);
            return null;
        }
        catch (SourceFailure failure)
        {
            problem = $"the source is unavailable: {failure.Message}";
            IsRefused = false;
            reporter.Lost(failure.Message);
            return null;
        }
    }

    private static string Problems(Revision revision, DesiredReading reading) =>
        $"revision {RevisionName.Short(revision.Id)}: "
        + string.Join(
            ' ', reading.Problems.Where(p => p.Severity == Severity.Error).Take(MostProblems).Select(p => p.In(Language.English)));
}
