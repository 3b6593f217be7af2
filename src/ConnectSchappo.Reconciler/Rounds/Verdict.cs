namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>How a box came out of a round, from best to worst; each has its exit code.</summary>
internal enum Verdict
{
    /// <summary>It is as desired, in every layer that can be seen.</summary>
    Converged,

    /// <summary>It differs, and a plan says what would be done.</summary>
    Drift,

    /// <summary>Something waits: for calls to end, for a person, for the policy.</summary>
    Blocked,

    /// <summary>It could not be reached, seen or changed, or what was done could not be proved.</summary>
    Failed,

    /// <summary>Something that was done could not be proved, and is back as it was confirmed last; what else was done stands.</summary>
    RolledBack,

    /// <summary>What was done could not be proved, and not be undone either: a person must look.</summary>
    RollbackFailed,
}
