using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>One chain of a box seen three ways: as its files are, as they should be, and what the desired state asks of it.</summary>
/// <param name="Now">What Asterisk would read from the files as they are.</param>
/// <param name="Wanted">What it would read once our own file and its include line are as we want them.</param>
/// <param name="OwnText">The text that our file should have; null where there should be none.</param>
/// <param name="Host">The file that should hold our include line.</param>
public sealed record ChainView(Chain Chain, ConfTree Now, ConfTree Wanted, string? OwnText, string Host)
{
    /// <summary>The section that our options are added to, as the files are now; null where there is none.</summary>
    public ConfSection? SharedNow => Shared(Now);

    public ConfSection? SharedWanted => Shared(Wanted);

    /// <summary>The sorcery objects of a type and name, of anybody, in the order of reading.</summary>
    public static IEnumerable<ConfSection> Objects(ConfTree tree, PjsipType type, string name) =>
        Objects(tree, type).Where(s => s.Name == name);

    /// <summary>The sorcery objects of a type.</summary>
    public static IEnumerable<ConfSection> Objects(ConfTree tree, PjsipType type) =>
        tree.Sections.Where(s => !s.IsTemplate && IsOf(s, type));

    public bool IsOwn(ConfSection section) => section.Place.Path == Chain.Own;

    private static bool IsOf(ConfSection section, PjsipType type) =>
        section.Last("type")?.Value.Trim().Equals(type.TypeName(), StringComparison.OrdinalIgnoreCase) == true;

    private ConfSection? Shared(ConfTree tree) =>
        tree.Sections.FirstOrDefault(s => !s.IsTemplate && s.Name.Equals(Chain.SharedSection, StringComparison.OrdinalIgnoreCase));
}
