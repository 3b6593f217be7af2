namespace ConnectSchappo.Reconciler.Probes;

/// <summary>How a check ended.</summary>
internal enum CheckResult
{
    Ok,

    /// <summary>It works for some clients, or under a condition.</summary>
    Warning,

    Failed,

    /// <summary>It was not tried, or could not be.</summary>
    Skipped,
}
