namespace ConnectSchappo.Reconciler.Core.Desired.Sections;

/// <summary>An option as one level of the file says it, before levels are merged.</summary>
/// <param name="Name">Asterisk's own name of it.</param>
/// <param name="Value">Its value; a list's items joined by commas, as Asterisk takes them.</param>
/// <param name="IsList">Whether it was written as a list, which adds up with a list of an earlier level.</param>
/// <param name="Place">Where its name stands.</param>
/// <param name="Profile">The profile that says so, or null where it stands in the section itself.</param>
internal sealed record DeclaredOption(string Name, DesiredValue Value, bool IsList, SourceLocation Place, string? Profile = null)
{
    /// <summary>The group or the box that says so, or null where the file says it for every box.</summary>
    public string? Level { get; init; }

    /// <summary>
    /// A later level over an earlier one: lists of the same option add up, every other value overrides, and the place in the order
    /// stays the earlier's, since for some options (<c>disallow</c> before <c>allow</c>) the order has a meaning.
    /// </summary>
    public static EquatableArray<DeclaredOption> Merge(EquatableArray<DeclaredOption> earlier, EquatableArray<DeclaredOption> later)
    {
        if (earlier.IsEmpty || later.IsEmpty)
        {
            return earlier.IsEmpty ? later : earlier;
        }

        var merged = earlier.ToList();
        foreach (var option in later)
        {
            var at = merged.FindIndex(o => o.Name.Equals(option.Name, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
            {
                merged.Add(option);
            }
            else
            {
                merged[at] = merged[at] is { IsList: true, Value: DesiredValue.Text first }
                    && option is { IsList: true, Value: DesiredValue.Text second }
                    ? option with
                    {
                        Value = new DesiredValue.Text(Joined(first.Value, second.Value)) { Lines = [.. first.Lines, .. second.Lines] },
                    }
                    : option;
            }
        }

        return merged.ToEquatableArray();
    }

    /// <summary>What is left of them once every level is merged.</summary>
    public static EquatableArray<DesiredOption> Resolved(EquatableArray<DeclaredOption> options) =>
        options.Select(o => new DesiredOption(o.Name, o.Value, o.Place) { Profile = o.Profile, Level = o.Level }).ToEquatableArray();

    private static string Joined(string first, string second) =>
        first.Length == 0 ? second : second.Length == 0 ? first : $"{first},{second}";
}
