using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// The script that puts the staged files in place: first the watchdog, then each file by one rename, and only if it is still the one
/// that the plan saw. Between any two commands a file is wholly old or wholly new, and the old one stays at hand under another name.
/// </summary>
internal static class SwapScript
{
    private const string Opening = """
        arm() {
          [ -d /run/systemd/system ] && command -v systemctl >/dev/null 2>&1 || { printf 'no watchdog: this box has no systemd\n'; return 0; }
          [ ! -e "$units/reconciler-undo.timer" ] || ! timeout -k 1 10 systemctl is-active --quiet reconciler-undo.timer || return 0
          mkdir -p "$units/timers.target.wants" &&
          ( umask 022
            printf '[Unit]\nDescription=Undo a change of the reconciler that nobody confirmed\n[Service]\nType=oneshot\nExecStart=/bin/sh %s/undo watch\nTimeoutStartSec=600\n' "$state" >"$units/reconciler-undo.service" &&
            printf '[Unit]\nDescription=Undo a change of the reconciler that nobody confirms in time\n[Timer]\nOnActiveSec=%s\nOnUnitInactiveSec=%s\nAccuracySec=1\n' "$every" "$every" >"$units/reconciler-undo.timer" ) &&
          ln -sf ../reconciler-undo.timer "$units/timers.target.wants/reconciler-undo.timer" &&
          durable "$units/reconciler-undo.service" "$units/reconciler-undo.timer" "$units/timers.target.wants" &&
          timeout -k 1 30 systemctl daemon-reload && timeout -k 1 30 systemctl restart reconciler-undo.timer
        }
        fence
        unarmed=
        if [ -n "$armed" ]; then arm || unarmed=1; fi

        """;

    // The last look at the old file comes after the rename: whoever wrote into it in that instant has it back.
    private const string Body = """
        take_back() {
          code=$1; shift
          sh "$journal/undo" held "$id" >/dev/null
          case $? in
            0) ;;
            83) stop 83 "$*: what was done before is taken back, and Asterisk does not answer" ;;
            *) stop 84 "$*, and what was done before could not be taken back" ;;
          esac
          commit undone
          finish
          stop "$code" "$*"
        }
        [ -d "$journal" ] || stop 71 "there is no journal of $part any more"
        of=$id
        [ -z "$unarmed" ] || take_back 74 "the watchdog could not be set up: nothing was changed"
        for needed in $after; do
          case $(cat "$state/journal/$needed/phase" 2>/dev/null) in swapped) ;; *) take_back 70 "it must not be done without $needed, which was not put in place" ;; esac
        done
        while IFS=' ' read -r n before after keep path <&3; do
          [ "$(sum "$path")" = "$before" ] || take_back 75 "$path"
          if [ "$before" != absent ]; then
            rm -f -- "$(old)" && ln -- "$path" "$(old)" || take_back 74 "$path cannot be replaced: the files are as they were"
            [ "$path" -ef "$(old)" ] && [ "$(sum "$(old)")" = "$before" ] || take_back 75 "$path"
          fi
          if [ "$after" = absent ]; then rm -f -- "$path"; else mv -f -T -- "$(new)" "$path"; fi || take_back 74 "$path cannot be replaced: the files are as they were"
          if [ "$before" != absent ] && [ "$(sum "$(old)")" != "$before" ]; then
            mv -f -T -- "$(old)" "$path"
            take_back 75 "$path"
          fi
        done 3<"$journal/edits"
        [ ! -s "$journal/edits" ] || durable $(while IFS=' ' read -r n before after keep path; do printf '%s\n' "${path%/*}"; done <"$journal/edits" | sort -u)
        phase swapped || take_back 74 "$state cannot be written: the files are as they were"

        """;

    /// <summary>How often the watchdog looks whether a part is due to be undone, at the most.</summary>
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(15);

    /// <param name="head">The transaction.</param>
    /// <param name="parts">The parts that were begun.</param>
    /// <param name="within">How long the watchdog waits for us.</param>
    public static string Text(TransactionHead head, IReadOnlyCollection<PlanPart> parts, TimeSpan within) => PartScript.Text(
        head,
        $"every={(within < Watch ? within : Watch).TotalSeconds:0}\narmed={(parts.Any(p => p.HasEdits) ? "1" : "")}\n{Opening}",
        Body,
        parts.Select(p => new PartWork(p.Subject, $"after={ShellWord.Quote(string.Join(' ', p.After))}\n")),
        "let_go\n");
}
