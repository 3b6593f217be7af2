namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>What may last from round to round: told when it begins and when it is over, and not in between.</summary>
/// <param name="identity">By what it is the same in two rounds: no time and no count that changes while it lasts.</param>
/// <param name="begun">Tells its begin.</param>
/// <param name="over">Tells its end, with what was told at its begin.</param>
internal sealed class Lasting<T, TKey>(Func<T, TKey> identity, Action<T> begun, Action<T> over)
    where TKey : IEquatable<TKey>
{
    private Dictionary<TKey, T> logged = [];

    /// <summary>These were told otherwise: they are no news, and their end is.</summary>
    public void Knows(IEnumerable<T> known)
    {
        foreach (var what in known)
        {
            logged.TryAdd(identity(what), what);
        }
    }

    public void Now(IEnumerable<T> now)
    {
        var set = now.DistinctBy(identity).ToDictionary(identity);
        foreach (var (key, what) in logged.Where(l => !set.ContainsKey(l.Key)))
        {
            over(what);
        }

        foreach (var (key, what) in set.Where(n => !logged.ContainsKey(n.Key)))
        {
            begun(what);
        }

        logged = set.ToDictionary(n => n.Key, n => logged.GetValueOrDefault(n.Key, n.Value));
    }
}
