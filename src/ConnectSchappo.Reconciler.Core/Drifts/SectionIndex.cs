using System.Runtime.InteropServices;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>The sections of a configuration by what they are asked for; templates, which no module sees, are not among them.</summary>
public sealed class SectionIndex
{
    private readonly Lazy<Dictionary<string, List<ConfSection>>> named;
    private readonly Lazy<Dictionary<(PjsipType Type, string Name), List<ConfSection>>> objects;

    public SectionIndex(ConfTree tree)
    {
        var seen = tree.Sections.Where(s => !s.IsTemplate);
        named = new(() => Index(seen.Select(s => (s.Name, s))));
        objects = new(() => Index(
            from section in seen
            let type = TypeOf(section)
            where type is not null
            select ((type.Value, section.Name), section)));
    }

    /// <summary>The sections of exactly that name, in the order of reading.</summary>
    public IReadOnlyList<ConfSection> Named(string name) => named.Value.GetValueOrDefault(name, []);

    /// <summary>The sorcery objects of a type and name, of anybody, in the order of reading.</summary>
    public IReadOnlyList<ConfSection> Objects(PjsipType type, string name) => objects.Value.GetValueOrDefault((type, name), []);

    /// <summary>The sorcery objects of a type.</summary>
    public IEnumerable<ConfSection> Objects(PjsipType type) => objects.Value.Where(o => o.Key.Type == type).SelectMany(o => o.Value);

    private static Dictionary<TKey, List<ConfSection>> Index<TKey>(IEnumerable<(TKey Key, ConfSection Section)> sections)
        where TKey : notnull
    {
        var index = new Dictionary<TKey, List<ConfSection>>();
        foreach (var (key, section) in sections)
        {
            ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(index, key, out _);
            (found ??= new List<ConfSection>(1)).Add(section); // nearly every name is there once
        }

        return index;
    }

    private static PjsipType? TypeOf(ConfSection section) =>
        section.Last("type") is { } type ? PjsipTypes.Named(type.Value.Trim()) : null;
}
