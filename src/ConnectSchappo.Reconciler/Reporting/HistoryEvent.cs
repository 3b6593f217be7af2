namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>What an entry of the history tells of: a closed list.</summary>
internal enum HistoryEvent
{
    /// <summary>Changes were made to a box.</summary>
    Applied,

    /// <summary>Somebody else made changes to a box, by <c>apply</c> or another reconciler.</summary>
    ForeignChange,

    Suspended,
    Resumed,

    /// <summary>A suspension ended by itself.</summary>
    SuspensionEnded,

    Confirmed,
    RolledBack,

    /// <summary>The daemon started, or took new settings.</summary>
    Started,
}
