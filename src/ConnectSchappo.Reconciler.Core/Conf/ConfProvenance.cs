namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>Where a key's value comes from, and what it overrides: the answer to "why is it so on this box?".</summary>
/// <param name="Key">The key as it was asked for.</param>
/// <param name="Effective">The entry that counts, or all that add up, in order; none where the section does not have the key.</param>
/// <param name="Overridden">The entries without effect, in order.</param>
public sealed record ConfProvenance(string Key, EquatableArray<ConfEntry> Effective, EquatableArray<ConfEntry> Overridden)
{
    /// <summary>The value that counts; where entries add up, the last one; null where there is none.</summary>
    public ConfEntry? Entry => Effective.LastOrDefault();

    /// <summary>Of a key in a section, by the way its module reads repeats.</summary>
    public static ConfProvenance Of(ConfSection section, string key, RepeatRule rule)
    {
        var all = section.All(key).ToList();
        var (from, count) = rule switch
        {
            RepeatRule.Cumulative => (0, all.Count),
            RepeatRule.FirstWins => (0, Math.Min(1, all.Count)),
            RepeatRule.LastWins => (Math.Max(0, all.Count - 1), Math.Min(1, all.Count)),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
        };
        return new ConfProvenance(
            key,
            all.GetRange(from, count).ToEquatableArray(),
            all.Where((_, i) => i < from || i >= from + count).ToEquatableArray());
    }

    /// <summary>One line of places, without any value: it may be a password.</summary>
    public override string ToString()
    {
        if (Effective.IsEmpty)
        {
            return $"{Key} is not set";
        }

        var over = Overridden.IsEmpty ? "" : $", over {string.Join(" and ", Overridden.Select(Origin))}";
        return $"{Key} comes from {string.Join(" and ", Effective.Select(Origin))}{over}";
    }

    private static string Origin(ConfEntry entry)
    {
        var template = entry.InheritedFrom is { } parent ? $" (by [{parent}])" : "";
        var more = entry.AppendedAt.IsEmpty ? "" : $" (added to at {string.Join(" and ", entry.AppendedAt)})";
        return $"{entry.Place}{template}{more}";
    }
}
