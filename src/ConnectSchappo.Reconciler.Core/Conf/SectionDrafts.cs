using System.Runtime.InteropServices;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>The sections read so far, found as Asterisk finds them: the first of a name, without regard to ASCII case.</summary>
internal sealed class SectionDrafts
{
    private readonly List<SectionDraft> all = [];
    private readonly Dictionary<string, (SectionDraft First, SectionDraft Last)> byName = new(ConfText.IgnoreAsciiCase);

    public IReadOnlyList<SectionDraft> All => all;

    public void Add(SectionDraft section)
    {
        all.Add(section);
        ref var named = ref CollectionsMarshal.GetValueRefOrAddDefault(byName, section.Name, out var exists);
        if (exists)
        {
            named.Last.Namesake = section;
            named.Last = section;
        }
        else
        {
            named = (section, section);
        }
    }

    /// <summary>An empty name matches every section (does_category_match in main/config.c).</summary>
    public SectionDraft? Find(string name, Func<SectionDraft, bool> matches)
    {
        if (name.Length == 0)
        {
            return all.Find(s => matches(s));
        }

        var section = byName.TryGetValue(name, out var named) ? named.First : null;
        while (section is not null && !matches(section))
        {
            section = section.Namesake;
        }

        return section;
    }
}
