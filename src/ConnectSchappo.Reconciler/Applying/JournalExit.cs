namespace ConnectSchappo.Reconciler.Applying;

/// <summary>How a script of a transaction ends where it does not end well. A closed list; what is not in it is an error of ours.</summary>
internal static class JournalExit
{
    /// <summary>The part that it hangs on was not begun or not put in place.</summary>
    public const int Dependent = 70;

    /// <summary>There is no transaction that this could be done to.</summary>
    public const int Nothing = 71;

    /// <summary>A file is of a kind that is not to be replaced: it has other names, or is no file.</summary>
    public const int Refused = 72;

    /// <summary>Something could not be written: a full or a read-only disk.</summary>
    public const int NotWritten = 74;

    /// <summary>A file is not the one that the plan saw.</summary>
    public const int Moved = 75;

    /// <summary>fail2ban would not read what was staged.</summary>
    public const int Unreadable = 76;

    /// <summary>Another transaction has taken the lock: whoever this is must not go on.</summary>
    public const int Fenced = 77;

    /// <summary>Somebody else is at work.</summary>
    public const int Locked = 78;

    /// <summary>An earlier transaction was neither confirmed nor undone.</summary>
    public const int Unfinished = 79;

    /// <summary>The script was cut off before it came to the part.</summary>
    public const int Cut = 85;

    /// <summary>The files are back; Asterisk does not answer, so that its memory is not known.</summary>
    public const int Unanswered = 83;

    /// <summary>A file could not be brought back.</summary>
    public const int NotBack = 84;
}
