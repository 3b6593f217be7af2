namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>How long a call of git may take before it and everything that it started is ended.</summary>
internal sealed record GitDeadlines
{
    /// <summary>Asking the remote for a ref. Default: 15 seconds.</summary>
    public TimeSpan Ask { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Fetching one commit. Default: 60 seconds.</summary>
    public TimeSpan Fetch { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What needs no network. Default: 10 seconds.</summary>
    public TimeSpan Local { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Waiting for another process that works in the same cache. Default: 30 seconds.</summary>
    public TimeSpan Lock { get; init; } = TimeSpan.FromSeconds(30);
}
