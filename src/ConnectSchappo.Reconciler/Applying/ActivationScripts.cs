using ConnectSchappo.Reconciler.Boxes.Looking;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Plans;

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

    /// <summary>An activation as a step of a transaction: only while the lock is ours, and with a mark for whoever must undo it.</summary>
    public static string Fenced(TransactionHead head, PlannedActivation step, Policy policy) => $"""
        {head.Variables}{JournalFunctions.Text}
        fence
        {(step.Activation == Activation.Restart ? "printf '' >\"$journal/restarted\" && " : "")}printf '' >"$journal/activated" || stop {JournalExit.NotWritten} "$journal cannot be written"
        {LogWords.Functions}
        log_begins
        (
        {Text(step, policy)}
        ) 9>&-
        code=$?
        log_tells
        exit "$code"

        """;

    /// <summary>How long an activation may take, seconds of DNS time-outs at a start included.</summary>
    public static TimeSpan Deadline(Activation activation) => activation switch
    {
        Activation.Restart or Activation.StartAsterisk => TimeSpan.FromSeconds(180),
        _ => TimeSpan.FromSeconds(60),
    };

    /// <summary>What the web interface does at each of its changes: nobody notices. Source: Asterisk 16.28, tried with calls up.</summary>
    public static string ReloadEverything { get; } = Asterisk("core reload");

    public static string Text(PlannedActivation step, Policy policy) => step.Activation switch
    {
        Activation.Fail2banReload => "timeout -k 1 20 fail2ban-client -t >/dev/null && timeout -k 1 25 fail2ban-client reload >/dev/null || exit\n"
            + string.Concat(step.Arguments.Select(jail => $"timeout -k 1 10 fail2ban-client reload --restart {LookScript.Quote(jail)} >/dev/null || exit\n")),
        Activation.Unban => $"timeout -k 1 25 fail2ban-client unban {string.Join(' ', step.Arguments.Select(LookScript.Quote))} >/dev/null\n",
        Activation.HttpReload => Asterisk("module reload http"),
        Activation.RtpReload => Asterisk("module reload res_rtp_asterisk.so"),
        Activation.PjsipReload => string.Concat(step.Arguments.Select(m => Asterisk($"module reload {m}"))),
        Activation.SipReload => Asterisk("sip reload"),
        Activation.StartFail2ban => "if command -v systemctl >/dev/null 2>&1; then timeout -k 1 50 systemctl start fail2ban; else timeout -k 1 50 service fail2ban start; fi\n",
        Activation.StartAsterisk => StartAsterisk,
        Activation.Restart => policy.RestartWhen == RestartWhen.Now ? RestartNow : RestartWhenIdle,
        _ => ":\n",
    };

    // What it says of a success says nothing; of a failure it is all there is to tell.
    private static string Asterisk(string command) => $"said=$(timeout -k 1 25 asterisk -rx {LookScript.Quote(command)} 2>&1) || {{ code=$?; printf '%s\\n' \"$said\"; exit \"$code\"; }}\n";
}
