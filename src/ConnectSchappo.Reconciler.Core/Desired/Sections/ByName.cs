using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Sections;

/// <summary>Merges lists of named things, so that an override meets what it overrides by name and never by its place.</summary>
internal static class ByName
{
    /// <summary>Lists of texts add up; what both say stands once, where it stood first.</summary>
    public static EquatableArray<Located> Added(EquatableArray<Located> first, EquatableArray<Located> second) =>
        first.Concat(second).DistinctBy(p => p.Text, StringComparer.Ordinal).ToEquatableArray();

    public static EquatableArray<T> Merge<T, TName>(
        EquatableArray<T> earlier, EquatableArray<T> later, Func<T, TName> name, Func<T, T, T> both)
        where TName : notnull
    {
        if (earlier.IsEmpty || later.IsEmpty)
        {
            return earlier.IsEmpty ? later : earlier;
        }

        var merged = earlier.ToList();
        var places = new Dictionary<TName, int>();
        for (var i = 0; i < merged.Count; i++)
        {
            places.TryAdd(name(merged[i]), i);
        }

        foreach (var item in later)
        {
            if (places.TryGetValue(name(item), out var at))
            {
                merged[at] = both(merged[at], item);
            }
            else
            {
                places[name(item)] = merged.Count;
                merged.Add(item);
            }
        }

        return merged.ToEquatableArray();
    }
}
