using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>Reads what transactions have left on a box. It changes nothing; <see cref="BoxJournal"/> reads what it prints.</summary>
internal static class StateScript
{
    private static readonly ShellFile State = ShellFile.Beside(typeof(StateScript), "state.sh");

    public static string Text { get; } = Script(withConfirmed: false);

    /// <summary>The same, and our files as they were confirmed last though nothing is in quarantine.</summary>
    public static string WithConfirmed { get; } = Script(withConfirmed: true);

    /// <summary>The paths of which one changes when what it prints does.</summary>
    public static IReadOnlyList<string> Watched { get; } =
        [.. new[] { "journal", "ended", "confirmed", "quarantine", "notes", "holder" }.Select(name => $"{JournalFunctions.State}/{name}")];

    private static string Script(bool withConfirmed) =>
        JournalFunctions.Script().Set("with_confirmed", withConfirmed).Add(State).ToString();
}
