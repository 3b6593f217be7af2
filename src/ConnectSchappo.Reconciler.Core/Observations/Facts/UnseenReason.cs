namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>Why a file that is there was not read. Of each nothing but this is known; the rest of the box is seen as ever.</summary>
public enum UnseenReason
{
    /// <summary>
    /// A FIFO, a device or a socket. Asterisk passes over it as if it were not there. Source: Asterisk 16.28, main/config.c.
    /// </summary>
    Special,

    /// <summary>A directory; Asterisk passes over it likewise.</summary>
    Folder,

    /// <summary>Larger than what a look reads of one file.</summary>
    Large,

    /// <summary>Together with the files before it larger than what a look reads of all.</summary>
    TooMuch,

    /// <summary>It could not be read to its end: an error of the disk, rights, or somebody was just writing it.</summary>
    Unreadable,
}
