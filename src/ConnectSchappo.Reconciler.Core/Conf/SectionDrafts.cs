using System.Runtime.InteropServices;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>The sections read so far, found as Asterisk finds them: the first of a name, without regard to ASCII case.</summary>
internal sealed class SectionDrafts
{
    private readonly List<SectionDraft> all = [];
    private readonly Dictionary<string, List<SectionDraft>> byName = new(ConfText.IgnoreAsciiCase);

    public IReadOnlyList<SectionDraft> All => all;

    public void Add(SectionDraft section)
    {
        all.Add(section);
        ref var named = ref CollectionsMarshal.GetValueRefOrAddDefault(byName, section.Name, out _);
        (named ??= []).Add(section);
    }

    /// <summary>An empty name matches every section (does_category_match in main/config.c).</summary>
    public SectionDraft? Find(string name, Func<SectionDraft, bool> matches) =>
        (name.Length == 0 ? all : byName.GetValueOrDefault(name))?.Find(s => matches(s));
}
