namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>A section while its configuration is being read. Names are a byte a character.</summary>
internal sealed class SectionDraft(string name, ConfPlace place)
{
    public string Name { get; } = name;

    public ConfPlace Place { get; } = place;

    public bool IsTemplate { get; set; }

    public List<ConfEntry> Entries { get; } = [];

    public List<string> Parents { get; } = [];

    public List<ConfPlace> Additions { get; } = [];

    public ConfSection Finish() => new(ConfText.Decode(Name), IsTemplate, Place, Entries.ToEquatableArray())
    {
        RawName = Name,
        RawParents = Parents.ToEquatableArray(),
        Parents = Parents.Select(ConfText.Decode).ToEquatableArray(),
        Additions = Additions.ToEquatableArray(),
    };
}
