using System.Runtime.InteropServices;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>A section while its configuration is being read. Names are a byte a character.</summary>
internal sealed class SectionDraft(string name, ConfPlace place)
{
    public string Name { get; } = name;

    public ConfPlace Place { get; } = place;

    public bool IsTemplate { get; set; }

    public List<ConfEntry> Entries { get; } = [];

    /// <summary>The next section of the same name, in order.</summary>
    public SectionDraft? Namesake { get; set; }

    // Most sections have neither: a list each would cost more than their keys.
    private List<string>? parents;
    private List<ConfPlace>? additions;

    public void AddParent(string parent) => (parents ??= []).Add(parent);

    public void AddAddition(ConfPlace header) => (additions ??= []).Add(header);

    public ConfSection Finish() =>
        new(ConfText.Decode(Name), IsTemplate, Place, EquatableArray.Create<ConfEntry>(CollectionsMarshal.AsSpan(Entries)))
    {
        RawName = Name,
        RawParents = parents?.ToEquatableArray() ?? [],
        Parents = parents?.Select(ConfText.Decode).ToEquatableArray() ?? [],
        Additions = additions?.ToEquatableArray() ?? [],
    };
}
