using ConnectSchappo.Reconciler.Core;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>Tells log and metrics how it stands with the source of the desired state: a transition once, a recovery always.</summary>
internal sealed class SourceReporter(ILogger logger, ReconcilerMetrics metrics, TimeProvider time)
{
    private string inForce = "";
    private string? refused;
    private bool isLost;

    /// <summary>The daemon starts without the newest revision.</summary>
    public void StartedWithLastGood(string revision, string cause) => logger.LastGoodRevisionUsed(RevisionName.Short(revision), cause);

    /// <summary>A revision came into force.</summary>
    /// <param name="answer">When the source last answered; what is known of it is as old as that.</param>
    public void Accepted(string revision, DateTimeOffset? answer)
    {
        (inForce, refused) = (revision, null);
        metrics.State.Accepted(revision, time.GetUtcNow());
        metrics.State.Fetched(answer);
    }

    /// <summary>The newest revision is the one in force.</summary>
    public void BackInForce()
    {
        if (refused is not null)
        {
            refused = null;
            metrics.State.Unrefused();
            logger.RevisionRestored(RevisionName.Short(inForce));
        }
    }

    /// <param name="what">What is refused: told once as long as it stays the same.</param>
    public void Refused(string what, string cause)
    {
        if (refused != what)
        {
            refused = what;
            metrics.State.Refused();
            logger.RevisionRefused(RevisionName.Short(inForce), cause);
        }
    }

    public void Lost(string cause)
    {
        // The cause may differ from time to time: that it is away is the state.
        if (!isLost)
        {
            isLost = true;
            logger.SourceLost(RevisionName.Short(inForce), cause);
        }
    }

    /// <summary>The source answered, with whatever it has.</summary>
    public void Answered(DateTimeOffset? answer)
    {
        metrics.State.Fetched(answer);
        if (isLost)
        {
            isLost = false;
            logger.SourceRecovered();
        }
    }
}
