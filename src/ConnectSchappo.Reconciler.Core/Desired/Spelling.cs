using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>Finds what a misspelled name most likely meant.</summary>
public static class Spelling
{
    /// <summary>Asks whether the nearest of the names was meant; null where none is near enough.</summary>
    public static Message? Hint(string written, IEnumerable<string> names) =>
        Nearest(written, names) is { } nearest ? DidYouMean(nearest) : null;

    /// <summary>Asks whether a name was meant.</summary>
    public static Message DidYouMean(string name) => $"Did you mean `{name}`?";

    /// <summary>The nearest of the names, or null where none is near enough to be meant.</summary>
    public static string? Nearest(string written, IEnumerable<string> names)
    {
        if (written.Length > 60)
        {
            return null;
        }

        string? best = null;
        var bestDistance = Math.Max(1, written.Length / 3) + 1;
        foreach (var name in names)
        {
            var distance = Distance(Folded(written), Folded(name));
            if (distance < bestDistance)
            {
                (best, bestDistance) = (name, distance);
            }
        }

        return best;
    }

    // A dash for an underscore or another case is the likeliest slip of all.
    private static string Folded(string name) => name.ToLowerInvariant().Replace('-', '_');

    /// <summary>Edits between two names: letters put in, taken away, exchanged, and neighbours swapped.</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
