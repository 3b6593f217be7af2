namespace ConnectSchappo.Reconciler.Shell;

/// <summary>
/// How a script on a box ends: the one place of these numbers. A script has the number of <see cref="NotWritten"/> in
/// <c>$E_NOT_WRITTEN</c>, and so of each that it names. A negative one is no script's: it is what we make of one that ended otherwise.
/// </summary>
internal enum ScriptExit
{
    /// <summary>
    /// A part's end in none of these numbers. It is told with its number, as a failure of that part, so that it stops no other.
    /// </summary>
    Unforeseen = -2,

    /// <summary>The script was cut off before it came to the part.</summary>
    Cut = -1,

    Done = 0,

    /// <summary>The part that it hangs on was not begun or not put in place.</summary>
    Dependent = 70,

    /// <summary>There is no transaction that this could be done to.</summary>
    Nothing = 71,

    /// <summary>A file is of a kind that is not to be replaced: it has other names, or is no file.</summary>
    Refused = 72,

    /// <summary>Something could not be written: a full or a read-only disk.</summary>
    NotWritten = 74,

    /// <summary>A file is not the one that the plan saw.</summary>
    Moved = 75,

    /// <summary>fail2ban would not read what was staged.</summary>
    Unreadable = 76,

    /// <summary>Another transaction has taken the lock: whoever this is must not go on.</summary>
    Fenced = 77,

    /// <summary>Somebody else is at work.</summary>
    Locked = 78,

    /// <summary>An earlier transaction was neither confirmed nor undone.</summary>
    Unfinished = 79,

    /// <summary>The restart found a channel up, or one came in those two seconds; it was called off and nobody was cut.</summary>
    CallsInProgress = 80,

    /// <summary>Asterisk did not come back in time.</summary>
    AsteriskNotBack = 81,

    /// <summary>Asterisk does not say how many channels are up; it was not restarted.</summary>
    ChannelsUnknown = 82,

    /// <summary>The files are back; Asterisk does not answer, so that its memory is not known.</summary>
    Unanswered = 83,

    /// <summary>A file could not be brought back.</summary>
    FileNotBack = 84,

    /// <summary>fail2ban was started and does not answer.</summary>
    Fail2banNotUp = 86,

    /// <summary>A program of the box failed by itself; with which number the script prints as <c>ended=NUMBER</c>.</summary>
    CommandFailed = 87,

    /// <summary>Nobody takes a TCP connection.</summary>
    NotConnected = 111,

    /// <summary>timeout(1) ended a program by asking. Source: its manual.</summary>
    TimedOut = 124,

    /// <summary>The shell found no such program. Source: POSIX.</summary>
    NotFound = 127,

    /// <summary>SIGKILL ended a program, as by timeout(1) where it did not heed SIGTERM. Source: POSIX, 128 and the signal.</summary>
    Killed = 137,

    /// <summary>It was ended by SIGTERM. Source: POSIX, 128 and the signal.</summary>
    Terminated = 143,
}
