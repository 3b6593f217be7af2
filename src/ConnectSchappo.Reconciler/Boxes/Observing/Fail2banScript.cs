using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Boxes.Observing;

/// <summary>
/// The part of a look that asks fail2ban for its memory, and, where it bans somebody, the kernel whether it keeps them out.
/// </summary>
internal static class Fail2banScript
{
    private static readonly ShellFile Fail2ban = ShellFile.Beside(typeof(Fail2banScript), "fail2ban.sh");

    // A program of Python's, for fail2ban's own library.
    private static readonly string Asker = ShellFile.TextBeside(typeof(Fail2banScript), "fail2ban.py");

    /// <summary>Adds it to a look, as the function <c>fail2ban</c>.</summary>
    public static ShellScript AddTo(ShellScript look) => look.Set("asker", Asker).Add(Fail2ban);
}
