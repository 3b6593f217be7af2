namespace ConnectSchappo.Reconciler.Boxes.Tracing;

/// <summary>Why a trace ended, as the guard on the box tells it.</summary>
internal enum TraceEnd
{
    /// <summary>We asked for it.</summary>
    Asked,

    /// <summary>Its time was over.</summary>
    Time,

    /// <summary>There was as much text as there may be.</summary>
    Size,

    /// <summary>Nobody read for ten seconds.</summary>
    Unread,

    /// <summary>Its console ended: Asterisk stopped, or was restarted, which keeps the number of its process.</summary>
    Asterisk,

    /// <summary>Somebody killed the guard.</summary>
    Killed,

    /// <summary>Asterisk did not run.</summary>
    Stopped,

    /// <summary>Asterisk did not answer.</summary>
    Hung,

    /// <summary>Another program held the lock for half a minute.</summary>
    Busy,

    /// <summary>/run of the box could not be written.</summary>
    Unwritten,

    /// <summary>There is no such trace on the box: it was started anew, or somebody has removed the folder.</summary>
    Gone,
}
