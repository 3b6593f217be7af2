using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// The commands that make a change effective. Their exit status says only whether they could be given: Asterisk answers 0 and
/// "reloaded successfully" whatever it did, so that what they did is judged by the next look at its memory.
/// </summary>
internal static class ActivationScripts
{
    /// <summary>The restart found a channel up, or one came in those two seconds; it was called off and nobody was cut.</summary>
    public const int CallsInProgress = 80;

    /// <summary>Asterisk did not come back in time.</summary>
    public const int NotBack = 81;

    private const string FullyBooted = """
        back() {
          tries=0
          while [ "$tries" -lt 300 ]; do
            case $(timeout -k 1 60 asterisk -rx 'core waitfullybooted' 2>/dev/null) in *'fully booted'*) return 0 ;; esac
            tries=$((tries + 1))
            sleep 0.2
          done
          return 81
        }

        """;

    private const string StartAsterisk = FullyBooted + """
        if command -v systemctl >/dev/null 2>&1; then timeout -k 1 60 systemctl start asterisk || exit; else timeout -k 1 60 service asterisk start || exit; fi
        back || exit 81

        """;

    // What its own test says, without the time and without its last words, which say nothing. Source: fail2ban 0.11.2, tried.
    private const string WhyNot = """
        why_not() {
          timeout -k 1 20 fail2ban-client -t 2>&1 | sed -n 's/^.* ERROR  *//; /^ERROR: test configuration failed$/d; p' | tr '\n' ' ' | cut -c 1-300
        }

        """;

    // systemd calls a daemon started that ends a moment later: done is what answers.
    private const string StartFail2ban = WhyNot + """
        if command -v systemctl >/dev/null 2>&1; then timeout -k 1 50 systemctl start fail2ban || exit; else timeout -k 1 50 service fail2ban start || exit; fi
        tries=0
        until timeout -k 1 5 fail2ban-client ping >/dev/null 2>&1; do
          tries=$((tries + 1))
          if [ "$tries" -ge 25 ] || { [ "$tries" -gt 3 ] && command -v systemctl >/dev/null 2>&1 && ! timeout -k 1 5 systemctl is-active --quiet fail2ban; }; then
            printf 'fail2ban does not stay up: %s\n' "$(why_not)" >&2
            exit 86
          fi
          sleep 0.2
        done

        """;

    // "gracefully" refuses new calls from here on, so it gets two seconds and is then taken back: whoever waits longer shuts people out.
    private const string RestartWhenIdle = FullyBooted + """
        channels() {
          said=$(timeout -k 1 5 asterisk -rx 'core show channels count' 2>/dev/null) || return 1
          case $said in *' active channel'*) printf '%s' "${said%% active channel*}" ;; *) return 1 ;; esac
        }
        born() { stat -c '%i %y' /var/run/asterisk/asterisk.pid 2>/dev/null; }
        up=$(channels) || exit 82
        [ "$up" = 0 ] || exit 80
        before=$(born)
        timeout -k 1 2 asterisk -rx 'core restart gracefully' >/dev/null 2>&1
        tries=0
        while [ "$tries" -lt 20 ]; do
          [ "$(born)" = "$before" ] || { back || exit 81; exit 0; }
          tries=$((tries + 1))
          sleep 0.1
        done
        timeout -k 1 5 asterisk -rx 'core abort shutdown' >/dev/null 2>&1
        [ "$(born)" = "$before" ] || { back || exit 81; exit 0; }
        exit 80

        """;

    private const string RestartNow = FullyBooted + """
        timeout -k 1 5 asterisk -rx 'core restart now' >/dev/null 2>&1
        sleep 1
        back || exit 81

        """;

    /// <summary>
    /// An activation as a step of a transaction: only while the lock is ours, and with a mark in the journal of each part that it serves, for
    /// whoever must undo that.
    /// </summary>
    public static string Fenced(TransactionHead head, PlannedActivation step, Policy policy) => $"""
        {head.Variables}{JournalFunctions.Text}
        fence
        marks() {"{"} for mark in $2; do [ ! -d "$state/journal/$mark" ] || printf '' >"$state/journal/$mark/$1" || stop {JournalExit.NotWritten} "$state/journal/$mark cannot be written"; done; {"}"}
        marks activated {ShellWord.Quote(string.Join(' ', step.Serves.Concat(step.Covers.SelectMany(c => c.Serves))))}
        {(step.Activation == Activation.Restart ? $"marks restarted {ShellWord.Quote(string.Join(' ', step.Serves))}" : "")}
        {LogWords.Functions}
        log_begins
        (
        {Text(step, policy)}
        ) 9>&-
        code=$?
        log_tells
        exit "$code"

        """;

    /// <summary>What makes a change of a subject's files effective while Asterisk runs; null where only a start reads them.</summary>
    public static Activation? ReloadOf(Subject subject) =>
        subject == Subject.Http ? Activation.HttpReload
        : subject == Subject.Rtp ? Activation.RtpReload
        : subject == Subject.Pjsip ? Activation.PjsipReload
        : subject == Subject.Sip ? Activation.SipReload
        : subject == Subject.Fail2ban ? Activation.Fail2banReload
        : subject == Subject.Modules || subject == Subject.Asterisk ? null
        : throw new ArgumentOutOfRangeException(nameof(subject), subject.Name, "a subject without an activation");

    /// <summary>How long an activation may take, seconds of DNS time-outs at a start included.</summary>
    public static TimeSpan Deadline(Activation activation) => activation switch
    {
        Activation.Restart or Activation.StartAsterisk => TimeSpan.FromSeconds(180),
        _ => TimeSpan.FromSeconds(60),
    };

    public static string Text(PlannedActivation step, Policy policy) => step.Activation switch
    {
        Activation.Fail2banReload => WhyNot
            + "timeout -k 1 20 fail2ban-client -t >/dev/null 2>&1 || { code=$?; printf 'fail2ban does not read its configuration: %s\\n' \"$(why_not)\" >&2; exit \"$code\"; }\n"
            + "timeout -k 1 25 fail2ban-client reload >/dev/null || exit\n"
            + string.Concat(step.Arguments.Select(jail => $"timeout -k 1 10 fail2ban-client reload --restart {ShellWord.Quote(jail)} >/dev/null || exit\n")),
        Activation.Unban => $"timeout -k 1 25 fail2ban-client unban {string.Join(' ', step.Arguments.Select(ShellWord.Quote))} >/dev/null\n",
        Activation.HttpReload => Asterisk("module reload http"),
        Activation.RtpReload => Asterisk("module reload res_rtp_asterisk.so"),
        Activation.PjsipReload => string.Concat(step.Arguments.Select(m => Asterisk($"module reload {m}"))),
        Activation.SipReload => Asterisk("sip reload"),
        Activation.StartFail2ban => StartFail2ban,
        Activation.StartAsterisk => StartAsterisk,
        Activation.Restart => policy.RestartWhen == RestartWhen.Now ? RestartNow : RestartWhenIdle,
        Activation.None => ":\n",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.Activation, "an activation without a command"),
    };

    // What it says of a success says nothing; of a failure it is all there is to tell.
    private static string Asterisk(string command) => $"said=$(timeout -k 1 25 asterisk -rx {ShellWord.Quote(command)} 2>&1) || {{ code=$?; printf '%s\\n' \"$said\"; exit \"$code\"; }}\n";
}
