using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Reloads of modules of Asterisk. They leave calls, contacts, registrations and open sockets alone. Source: Asterisk 16.28, each tried.
/// </summary>
internal static class AsteriskReload
{
    /// <summary>What is reported where Asterisk does not answer.</summary>
    public static Message Hung { get; } = $"timed out: Asterisk did not answer; it is not restarted automatically";

    /// <param name="name">Its name.</param>
    /// <param name="command">What Asterisk's command line is told.</param>
    /// <param name="disturbs">Who notices it.</param>
    /// <param name="cost">What it costs people on the phone.</param>
    public static Activation Row(string name, string command, Disturbance disturbs, Message cost)
    {
        var words = Message.Verbatim(command);
        return Row(name, words, [], _ => words, _ => [command], disturbs, cost);
    }

    /// <summary>The same for several modules, which a plan names.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="modules">Those that are reloaded in any case.</param>
    /// <param name="disturbs">Who notices it.</param>
    /// <param name="cost">What it costs people on the phone.</param>
    public static Activation Row(string name, EquatableArray<string> modules, Disturbance disturbs, Message cost) => Row(
        name, Words(modules), modules, Words,
        all => all.Select(m => $"module reload {m}"), disturbs, cost);

    private static Message Words(EquatableArray<string> modules) => modules is [var only]
        ? $"module reload {only}"
        : (Message)$"module reload {string.Join(", ", modules.SkipLast(1))} and {modules[^1]}";

    private static Activation Row(
        string name, Message words, EquatableArray<string> arguments, Func<EquatableArray<string>, Message> wordsWith,
        Func<EquatableArray<string>, IEnumerable<string>> commands, Disturbance disturbs, Message cost) => new()
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
