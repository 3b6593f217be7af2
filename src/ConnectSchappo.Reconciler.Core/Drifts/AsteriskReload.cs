namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Reloads of modules of Asterisk. They leave calls, contacts, registrations and open sockets alone. Source: Asterisk 16.28, each tried.
/// </summary>
internal static class AsteriskReload
{
    /// <summary>What people are told where Asterisk does not answer.</summary>
    public const string Hung = "timed out: Asterisk did not answer; it is not restarted automatically";

    /// <param name="name">Its name.</param>
    /// <param name="command">What Asterisk's command line is told.</param>
    /// <param name="disturbs">Who notices it.</param>
    /// <param name="cost">What it costs people on the phone.</param>
    public static Activation Row(string name, string command, Disturbance disturbs, string cost) =>
        Row(name, command, [], _ => command, _ => [command], disturbs, cost);

    /// <summary>The same for several modules, which a plan names.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="modules">Those that are reloaded in any case.</param>
    /// <param name="disturbs">Who notices it.</param>
    /// <param name="cost">What it costs people on the phone.</param>
    public static Activation Row(string name, EquatableArray<string> modules, Disturbance disturbs, string cost) => Row(
        name, $"module reload {Listing.Of(modules)}", modules, all => $"module reload {string.Join(" and ", all)}",
        all => all.Select(m => $"module reload {m}"), disturbs, cost);

    private static Activation Row(
        string name, string words, EquatableArray<string> arguments, Func<EquatableArray<string>, string> wordsWith,
        Func<EquatableArray<string>, IEnumerable<string>> commands, Disturbance disturbs, string cost) => new()
    {
        Name = name,
        Words = words,
        WordsWith = wordsWith,
        Rung = Rung.Reload,
        Deadline = TimeSpan.FromSeconds(60),
        NeedsAsterisk = true,
        Command = (given, _) => ["reload_asterisk", .. commands(given)],
        Arguments = arguments,
        MakesEffective = d => d.TakesEffect == DriftNeed.Reload,
        Disturbs = disturbs,
        Cost = cost,
        Undo = Undo.Reload,
        Hung = Hung,
    };
}
