using System.Runtime.InteropServices;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>The sections of a configuration by what they are asked for; templates, which no module sees, are not among them.</summary>
public sealed class SectionIndex
{
    private readonly Lazy<Dictionary<string, List<ConfSection>>> named;
    private readonly Lazy<Dictionary<PjsipType, Dictionary<string, List<ConfSection>>>> objects;

    public SectionIndex(ConfTree tree)
    {
        var seen = tree.Sections.Where(s => !s.IsTemplate);
        named = new(() => ByName(seen));
        objects = new(() => ByType(seen));
    }

    /// <summary>The sections of exactly that name, in the order of reading.</summary>
    public IReadOnlyList<ConfSection> Named(string name) => named.Value.GetValueOrDefault(name, []);

    /// <summary>The sorcery objects of a type and name, of anybody, in the order of reading.</summary>
    public IReadOnlyList<ConfSection> Objects(PjsipType type, string name) =>
        objects.Value.TryGetValue(type, out var ofType) ? ofType.GetValueOrDefault(name, []) : [];

    /// <summary>The sorcery objects of a type.</summary>
    public IEnumerable<ConfSection> Objects(PjsipType type) =>
        objects.Value.TryGetValue(type, out var ofType) ? ofType.Values.SelectMany(s => s) : [];

    private static Dictionary<string, List<ConfSection>> ByName(IEnumerable<ConfSection> sections)
    {
        var index = new Dictionary<string, List<ConfSection>>(StringComparer.Ordinal);
        foreach (var section in sections)
        {
            Add(index, section);
        }

        return index;
    }

    private static Dictionary<PjsipType, Dictionary<string, List<ConfSection>>> ByType(IEnumerable<ConfSection> sections)
    {
        var index = new Dictionary<PjsipType, Dictionary<string, List<ConfSection>>>();
        foreach (var section in sections)
        {
            if (TypeOf(section) is { } type)
            {
                ref var ofType = ref CollectionsMarshal.GetValueRefOrAddDefault(index, type, out _);
                Add(ofType ??= new(StringComparer.Ordinal), section);
            }
        }

        return index;
    }

    private static void Add(Dictionary<string, List<ConfSection>> index, ConfSection section)
    {
        ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(index, section.Name, out _);
        (found ??= new List<ConfSection>(1)).Add(section); // nearly every name is there once
    }

    private static PjsipType? TypeOf(ConfSection section) =>
        section.Last("type") is { } type ? PjsipTypes.Named(type.Value.Trim()) : null;
}
