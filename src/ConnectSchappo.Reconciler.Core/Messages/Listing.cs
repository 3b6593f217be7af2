namespace ConnectSchappo.Reconciler.Core.Messages;

/// <summary>A list for a person: the first few, and how many more there are.</summary>
public static class Listing
{
    /// <param name="names">In order; one that comes again is named once.</param>
    /// <param name="most">How many are named.</param>
    public static Message Of(IEnumerable<string> names, int most = 5)
    {
        var all = names.Distinct(StringComparer.Ordinal).ToList();
        return all.Count <= most
            ? Message.Verbatim(string.Join(", ", all))
            : $"{string.Join(", ", all.Take(most))} and {all.Count - most} more";
    }

    /// <summary>The same of messages.</summary>
    public static Message Of(IEnumerable<Message> items, int most = 5)
    {
        var all = items.Distinct().ToList();
        return all.Count <= most
            ? $"{all.ToEquatableArray()}"
            : (Message)$"{all.Take(most).ToEquatableArray()} and {all.Count - most} more";
    }
}
