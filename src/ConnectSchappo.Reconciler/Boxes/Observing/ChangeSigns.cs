namespace ConnectSchappo.Reconciler.Boxes.Observing;

/// <summary>Whether signs tell that nothing has changed on a box since it was observed.</summary>
internal enum ChangeSigns
{
    /// <summary>They tell it.</summary>
    Now,

    /// <summary>They tell it after one more observation: this one has found what is to be watched.</summary>
    Later,

    /// <summary>They tell it of files, and not of Asterisk's memory: its manager interface is off, or lets nobody read events.</summary>
    OfFiles,

    /// <summary>
    /// They never do: files are included by a wildcard in the name of a folder, or their times have no fractions of a second.
    /// </summary>
    Never,
}
