namespace ConnectSchappo.Reconciler.Applying;

/// <summary>What a transaction can come to: a closed list, also of log events.</summary>
internal enum TransactionEvent
{
    /// <summary>It could not begin, or was taken back before anything was activated: nothing is changed.</summary>
    Refused,

    /// <summary>Somebody else has the box's lock.</summary>
    LockedOut,

    /// <summary>It was proved and stands.</summary>
    Confirmed,

    /// <summary>It was proved, and waits for a person to confirm it.</summary>
    WaitsForConfirmation,

    /// <summary>It was not proved, or a person took it back: files and memory were brought back.</summary>
    RolledBack,

    /// <summary>It was carried out and did not help, and nothing of it is undone: nothing is known to be worse.</summary>
    NotVerified,

    /// <summary>It was not proved, and could not be undone either.</summary>
    RollbackFailed,

    /// <summary>An earlier one that was cut off was found to be as desired, and was confirmed.</summary>
    Finished,

    /// <summary>An earlier one that was cut off was undone.</summary>
    Undone,

    /// <summary>An earlier one was undone by the watchdog on the box.</summary>
    RolledBackByWatchdog,
}
