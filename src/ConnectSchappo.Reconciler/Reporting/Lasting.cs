namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>What may last from round to round: told when it begins and when it is over, and not in between.</summary>
internal sealed class Lasting<T>(Action<T> begun, Action<T> over)
    where T : IEquatable<T>
{
    private HashSet<T> logged = [];

    /// <summary>These were told otherwise: they are no news, and their end is.</summary>
    public void Knows(IEnumerable<T> known) => logged.UnionWith(known);

    public void Now(IEnumerable<T> now)
    {
        var set = now.ToHashSet();
        foreach (var what in logged.Except(set))
        {
            over(what);
        }

        foreach (var what in set.Except(logged))
        {
            begun(what);
        }

        logged = set;
    }
}
