namespace ConnectSchappo.Reconciler.Sources;

/// <summary>Where the desired state comes from.</summary>
internal interface ISource
{
    /// <summary>What a person would give to <c>--desired-state</c> for it. Holds no secret.</summary>
    string Name { get; }

    /// <summary>The time between two looks.</summary>
    TimeSpan Interval { get; }

    /// <summary>When the source last answered, in an earlier process too where the source remembers it; null for never.</summary>
    DateTimeOffset? LastAnswer { get; }

    /// <summary>The newest revision. Asking again costs little while nothing has changed.</summary>
    /// <exception cref="SourceFailure">It cannot be had, or not be trusted.</exception>
    Task<Revision> Read(CancellationToken cancellation);

    /// <summary>The revision that was kept last, for a start while the source is away; null where none is left. Asks nobody else.</summary>
    /// <exception cref="SourceFailure">It cannot be read, or is not trusted any more.</exception>
    Task<Revision?> LastGood(CancellationToken cancellation);

    /// <summary>Keeps a revision as the last good one, where the source can.</summary>
    /// <exception cref="SourceFailure">It cannot be kept.</exception>
    Task Keep(Revision good, CancellationToken cancellation);

    /// <summary>Calls back whenever another look may be worth it, until disposed; null where nothing tells the source.</summary>
    IDisposable? Watch(Action changed);
}
