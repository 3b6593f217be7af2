namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>What may last from round to round: told when it begins and when it is over, and not in between.</summary>
internal sealed class Lasting(Action<string> begun, Action<string> over)
{
    private HashSet<string> told = new(StringComparer.Ordinal);

    /// <summary>These were told otherwise: they are no news, and their end is.</summary>
    public void Knows(IEnumerable<string> known) => told.UnionWith(known);

    public void Now(IEnumerable<string> now)
    {
        var set = now.ToHashSet(StringComparer.Ordinal);
        foreach (var text in told.Except(set, StringComparer.Ordinal))
        {
            over(text);
        }

        foreach (var text in set.Except(told, StringComparer.Ordinal))
        {
            begun(text);
        }

        told = set;
    }
}
