using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// The commands that make a change effective. Their exit status says only whether they could be given: Asterisk answers 0 and
/// "reloaded successfully" whatever it did, so that what they did is judged by the next look at its memory.
/// </summary>
internal static class ActivationScripts
{
    private static readonly ShellFile Reload = ShellFile.Beside(typeof(ActivationScripts), "asterisk-reload.sh");
    private static readonly ShellFile Start = ShellFile.Beside(typeof(ActivationScripts), "asterisk-start.sh");
    private static readonly ShellFile Fail2ban = ShellFile.Beside(typeof(ActivationScripts), "fail2ban.sh");
    private static readonly ShellFile Commands = ShellFile.Beside(typeof(ActivationScripts), "commands.sh");
    private static readonly ShellFile Activate = ShellFile.Beside(typeof(ActivationScripts), "activate.sh");

    /// <summary>All functions that <see cref="Words"/> name for Asterisk.</summary>
    public static IReadOnlyList<ShellFile> OfAsterisk { get; } = [Commands, Reload, Start];

    /// <summary>The function that tells what fail2ban objects to.</summary>
    public static ShellFile Fail2banErrors { get; } = ShellFile.Beside(typeof(ActivationScripts), "fail2ban-errors.sh");

    /// <summary>
    /// An activation as a step of a transaction: only while the lock is ours, and with a mark in the journal of each part that it serves, for
    /// whoever must undo that.
    /// </summary>
    public static string Fenced(TransactionHead head, PlannedActivation step, Policy policy)
    {
        var script = JournalFunctions.Script(head)
            .Add(Files(step.Activation))
            .Set("serves", string.Join(' ', step.Serves.Concat(step.Covers.SelectMany(c => c.Serves))))
            .Set("restarts", step.Activation == Activation.Restart ? string.Join(' ', step.Serves) : "");
        return LogWords.AddTo(script).Add(Activate).Run("activate", [.. Words(step, policy)]).ToString();
    }

    /// <summary>What makes a change of a subject's files effective while Asterisk runs; null where only a start reads them.</summary>
    public static Activation? ReloadOf(Subject subject) =>
        subject == HttpSubject.Instance ? Activation.HttpReload
        : subject == RtpSubject.Instance ? Activation.RtpReload
        : subject == PjsipSubject.Instance ? Activation.PjsipReload
        : subject == ChanSipSubject.Instance ? Activation.SipReload
        : subject == Fail2banSubject.Instance ? Activation.Fail2banReload
        : subject == ModulesSubject.Instance || subject == AsteriskSubject.Instance ? null
        : throw new ArgumentOutOfRangeException(nameof(subject), subject.Name, "a subject without an activation");

    /// <summary>How long an activation may take, seconds of DNS time-outs at a start included.</summary>
    public static TimeSpan Deadline(Activation activation) => activation switch
    {
        Activation.Restart or Activation.StartAsterisk => TimeSpan.FromSeconds(180),
        _ => TimeSpan.FromSeconds(60),
    };

    /// <summary>The function that carries an activation out, and what it is given.</summary>
    public static IEnumerable<string> Words(PlannedActivation step, Policy policy) => step.Activation switch
    {
        Activation.Fail2banReload => step.Arguments.Prepend("reload_fail2ban"),
        Activation.Unban => step.Arguments.Prepend("unban"),
        Activation.HttpReload => ["reload_asterisk", "module reload http"],
        Activation.RtpReload => ["reload_asterisk", "module reload res_rtp_asterisk.so"],
        Activation.PjsipReload => step.Arguments.Select(m => $"module reload {m}").Prepend("reload_asterisk"),
        Activation.SipReload => ["reload_asterisk", "sip reload"],
        Activation.StartFail2ban => ["start_fail2ban"],
        Activation.StartAsterisk => ["start_asterisk"],
        Activation.Restart => [policy.RestartWhen == RestartWhen.Now ? "restart_now" : "restart_when_idle"],
        Activation.None => [":"],
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.Activation, "an activation without a command"),
    };

    // The files with the functions that these words name.
    private static ShellFile[] Files(Activation activation) => activation switch
    {
        Activation.HttpReload or Activation.RtpReload or Activation.PjsipReload or Activation.SipReload => [Commands, Reload],
        Activation.StartAsterisk or Activation.Restart => [Commands, Start],
        Activation.Fail2banReload or Activation.Unban or Activation.StartFail2ban => [Commands, Fail2banErrors, Fail2ban],
        Activation.None => [],
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "an activation without a command"),
    };
}
