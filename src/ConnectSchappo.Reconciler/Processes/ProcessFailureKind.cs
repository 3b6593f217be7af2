namespace ConnectSchappo.Reconciler.Processes;

/// <summary>Why a program has no exit code.</summary>
internal enum ProcessFailureKind
{
    /// <summary>It could not be started: it is missing, or may not be run.</summary>
    NotStarted,

    /// <summary>It did not end in time, and was killed.</summary>
    TimedOut,

    /// <summary>It was killed and does not end, as one that waits for a disk.</summary>
    NotEnded,
}
