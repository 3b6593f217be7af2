using System.Globalization;

namespace ConnectSchappo.Reconciler.Core;

/// <summary>A list of names for a person: the first few, and how many more there are.</summary>
public static class Listing
{
    /// <param name="names">In order; one that comes again is named once.</param>
    /// <param name="most">How many are named.</param>
    public static string Of(IEnumerable<string> names, int most = 5)
    {
        var all = names.Distinct(StringComparer.Ordinal).ToList();
        return all.Count <= most
            ? string.Join(", ", all)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", all.Take(most))} and {all.Count - most} more");
    }
}
