namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// The reading of one include (or of the top file): Asterisk keeps the section, the open comments and the count of lines from
/// file to file of a glob, and takes the configuration's current section at its start.
/// </summary>
internal sealed class ConfFrame(ConfFrame? parent, SectionDraft? section)
{
    public bool IsTop => parent is null;

    public ConfFrame? Parent => parent;

    /// <summary>Where bare keys go.</summary>
    public SectionDraft? Section { get; set; } = section;

    public CommentScanner Comments { get; set; } = new();

    /// <summary>The file that is being read.</summary>
    public string Path { get; set; } = "";

    public bool HasRead { get; set; }

    /// <summary>A header was met, or a stray key told: keys go where they seem to go.</summary>
    public bool IsSettled { get; set; }
}
