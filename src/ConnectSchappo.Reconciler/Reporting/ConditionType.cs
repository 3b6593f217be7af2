namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>What can be said of a box: a closed list, and a label of a metric.</summary>
internal enum ConditionType
{
    /// <summary>It was looked at, is in sync, and works.</summary>
    Ready,

    Reachable,

    /// <summary>No layer differs from the desired state.</summary>
    InSync,

    /// <summary>Asterisk runs, and a client is answered by whom it should be.</summary>
    Healthy,

    /// <summary>Something waits, and goes on by itself: when calls end, or its window opens.</summary>
    ActionPending,

    /// <summary>Only a person can move it on.</summary>
    Stalled,

    /// <summary>Somebody puts something back again and again, and we have stopped fighting for it.</summary>
    Contested,

    /// <summary>The wanted revision was rolled back on the box, and is not tried again there.</summary>
    Quarantined,

    /// <summary>A person said that it is to be left as it is for a while.</summary>
    Suspended,
}
