using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>One chain of a box seen three ways: as its files are, as they should be, and what the desired state asks of it.</summary>
/// <param name="Subject">Whose.</param>
/// <param name="Now">What Asterisk would read from the files as they are.</param>
/// <param name="Wanted">What it would read once our own file and its include line are as we want them.</param>
/// <param name="HasOwn">Whether there should be a file of ours.</param>
/// <param name="Host">The file that should hold our include line.</param>
/// <param name="Options">The options of the section that ours are added to; null where our file has sections of its own.</param>
public sealed record ConfigFileView(Subject Subject, ConfTree Now, ConfTree Wanted, bool HasOwn, string Host, OptionSection? Options)
{
    public ConfigFile ConfigFile => Subject.ConfigFile!;

    /// <summary>The section that our options are added to, as the files are now; null where there is none.</summary>
    public ConfSection? SharedNow => Shared(Now);

    public ConfSection? SharedWanted => Shared(Wanted);

    /// <summary>The sections as the files are.</summary>
    public SectionIndex SectionsNow { get; } = new(Now);

    /// <summary>The sections as the files should be.</summary>
    public SectionIndex SectionsWanted => field ??= ReferenceEquals(Now, Wanted) ? SectionsNow : new(Wanted);

    /// <summary>What counts of an option in the shared section of one of the two trees; null where it is silent.</summary>
    public ConfEntry? Effective(ConfTree tree, string option) => Provenance(tree, option).Entry;

    /// <summary>Where an option's value in the shared section of one of the two trees comes from.</summary>
    public ConfProvenance Provenance(ConfTree tree, string option) =>
        tree.Provenance(ConfigFile.SharedSection!, option, Options![option].Repeats);

    public bool IsOwn(ConfSection section) => section.Place.Path == ConfigFile.Own;

    private ConfSection? Shared(ConfTree tree) =>
        tree.Sections.FirstOrDefault(s => !s.IsTemplate && s.Name.Equals(ConfigFile.SharedSection, StringComparison.OrdinalIgnoreCase));
}
