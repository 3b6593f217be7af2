using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// What the scripts of a transaction share, and the program on the box that undoes one: the lock, the journal of each part, and the end
/// of both. journal.sh says how.
/// </summary>
internal static class JournalFunctions
{
    /// <summary>Where the state of a transaction lies on a box: root's alone.</summary>
    public const string State = "/var/lib/reconciler";

    /// <summary>Where the watchdog's units lie, so that they survive a reboot.</summary>
    public const string Units = "/etc/systemd/system";

    /// <summary>How long whoever holds the lock counts as alive after its last script ended.</summary>
    private const int LeaseSeconds = 20;

    private static readonly ShellFile Journal = ShellFile.Beside(typeof(JournalFunctions), "journal.sh");

    /// <summary>The beginning of a script that has them.</summary>
    public static ShellScript Script() => new ShellScript().Set("state", State).Set("units", Units).Set("lease", LeaseSeconds).Add(Journal);

    /// <summary>The same for a script of a transaction.</summary>
    public static ShellScript Script(TransactionHead head) => Script().Set("id", head.Id).Set("us", TransactionHead.Owner);
}
