namespace ConnectSchappo.Reconciler.Sources;

/// <summary>Who has to do something about it.</summary>
internal enum SourceFailureKind
{
    /// <summary>The source does not answer, or not to us: nothing is known about the newest revision.</summary>
    Unavailable,

    /// <summary>What the source has cannot be used or is not trusted: whoever changed it must correct it.</summary>
    Refused,
}
