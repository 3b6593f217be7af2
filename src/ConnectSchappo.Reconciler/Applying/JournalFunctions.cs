namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// What the scripts of a transaction share, and the program on the box that undoes one: the lock, the journal, and the end of
/// both. Any POSIX sh, coreutils and util-linux; everything may be repeated, and be cut off between any two commands.
/// </summary>
/// <remarks>
/// <c>lock</c> is held by flock while a script runs. <c>holder</c> says on whose behalf: an epoch that only grows, the
/// transaction, and until when it counts as alive, in seconds of this boot, so that nobody's clock matters. A script that changes
/// something first looks that the holder is still its own transaction, and under the same flock goes on.
/// </remarks>
internal static class JournalFunctions
{
    /// <summary>Where the state of a transaction lies on a box: root's alone.</summary>
    public const string State = "/var/lib/reconciler";

    /// <summary>Where the watchdog's units lie, so that they survive a reboot.</summary>
    public const string Units = "/etc/systemd/system";

    /// <summary>How long whoever holds the lock counts as alive after its last script ended.</summary>
    private const int LeaseSeconds = 20;

    public static string Text { get; } = $$"""
        umask 077
        state={{State}} units={{Units}}
        journal=$state/journal ended=$state/ended boot=$(cat /proc/sys/kernel/random/boot_id)
        stop() { code=$1; shift; printf '%s\n' "$*" >&2; exit "$code"; }
        up() { read -r seconds rest </proc/uptime; printf '%s' "${seconds%%.*}"; }
        now() { date -u +%Y-%m-%dT%H:%M:%SZ; }
        sum() { if [ -e "$1" ]; then s=$(sha256sum <"$1") || return; printf '%s' "${s%% *}"; else printf absent; fi; }
        durable() { sync -- "$@" 2>/dev/null || sync; }
        new() { printf '%s' "${path%/*}/.reconciler-$of-$n.new"; }
        ask() { printf '%s' "${path%/*}/.reconciler-$of-$n.ask"; }
        old() { printf '%s' "${path%/*}/.reconciler-$of-$n.old"; }

        hold() {
          mkdir -p -m 700 "$state" && printf '' >>"$state/lock" || stop {{JournalExit.NotWritten}} "$state cannot be written: nothing was changed"
          exec 9>>"$state/lock"
          flock -w 60 9 || stop {{JournalExit.Locked}} "another script of a reconciler is at work"
        }
        holder() {
          epoch=0 token= booted= until=0 owner=
          [ ! -f "$state/holder" ] || IFS=' ' read -r epoch token booted until owner <"$state/holder" || :
        }
        alive() { [ "$booted" = "$boot" ] && [ "$until" -gt "$(up)" ]; }
        record() {
          printf '%s %s %s %s %s\n' "$1" "$2" "$boot" "$(($(up) + $3))" "$4" >"$state/holder.new" && mv -f -T -- "$state/holder.new" "$state/holder"
        }
        renew() { record "$epoch" "$id" {{LeaseSeconds}} "$owner" || :; }
        release() { trap - EXIT; record "$epoch" "$id" 0 "$owner" || :; }
        take() {
          hold
          tries=0
          holder
          while [ "$token" != "$id" ] && alive; do
            tries=$((tries + 1))
            [ "$tries" -le 60 ] || stop {{JournalExit.Locked}} "$owner is at work on this box, in transaction $token"
            flock -u 9; sleep 0.5; flock -w 60 9 || stop {{JournalExit.Locked}} "another script of a reconciler is at work"
            holder
          done
          [ "$token" = "$id" ] || epoch=$((epoch + 1))
          owner=$us
          record "$epoch" "$id" {{LeaseSeconds}} "$owner" || stop {{JournalExit.NotWritten}} "$state cannot be written: nothing was changed"
          trap renew EXIT
        }
        fence() {
          hold
          holder
          [ "$token" = "$id" ] || stop {{JournalExit.Fenced}} "${owner:-somebody} has taken over in transaction ${token:-unknown}"
          trap renew EXIT
        }
        phase() { printf '%s\n' "$1" >"$journal/phase.new" && mv -f -T -- "$journal/phase.new" "$journal/phase" && durable "$journal/phase"; }

        disarm() {
          if [ -e "$units/reconciler-undo.timer" ] || [ -e "$units/reconciler-undo.service" ]; then
            timeout -k 1 30 systemctl stop reconciler-undo.timer 2>/dev/null
            rm -f "$units/reconciler-undo.timer" "$units/reconciler-undo.service" "$units/timers.target.wants/reconciler-undo.timer"
            timeout -k 1 30 systemctl daemon-reload 2>/dev/null
          fi
          rm -f "$state/undo" "$state/undo.new"
        }
        finish() {
          kept=
          rm -rf -- "$journal.new"
          if [ -d "$ended" ]; then
            of=$(cat "$ended/id")
            while IFS=' ' read -r n before after keep path <&3; do
              rm -f -- "$(new)" "$(ask)" "$(old)" || kept=1
              if [ "$keep" = 1 ] && [ -f "$ended/original.$n" ] && [ -e "$ended/confirmed" ]; then
                mkdir -p -m 700 "$state/history" && mv -f -- "$ended/original.$n" "$state/history/$of-$n-${path##*/}"
              fi
            done 3<"$ended/edits"
            rm -f -- "$ended"/original.*
            ls "$state/history" 2>/dev/null | sort -r | tail -n +21 | while IFS= read -r oldest; do rm -f -- "$state/history/$oldest"; done
          fi
          [ -d "$journal" ] || disarm
          # What could not be removed, on a disk that is read-only now, is removed the next time: the list stays until then.
          [ -n "$kept" ] || rm -rf -- "$ended"
        }
        commit() {
          [ "$1" != confirmed ] || printf '' >"$journal/confirmed" || return {{JournalExit.NotWritten}}
          durable "$journal"
          mv -T -- "$journal" "$ended" || return {{JournalExit.NotWritten}}
          durable "$state"
          finish
        }
        bounded() { { tail -n 19 "$1" 2>/dev/null; printf '%s\n' "$2"; } >"$1.new" && mv -f -T -- "$1.new" "$1"; }
        quarantine() { bounded "$state/quarantine" "$(cat "$journal/revision") $(now) $1"; }

        """;
}
