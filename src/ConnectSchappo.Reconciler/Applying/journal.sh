# shellcheck shell=sh
# What the scripts of a transaction share, and the program on the box that undoes one: the lock, the journal of each part, and the end of
# both. A part's journal is a folder by its name, so that each has a fate of its own. Any POSIX sh, coreutils and util-linux; everything may
# be repeated, and be cut off between any two commands.
#
# "lock" is held by flock while a script runs. "holder" says on whose behalf: an epoch that only grows, the transaction, until when it
# counts as alive, in seconds of this boot, so that nobody's clock matters, and the process on the box by which it is connected: once that
# is gone, nobody comes back. A script that changes something first looks that the holder is still its own transaction, and under the same
# flock goes on.
#
# Needs:  $state $units      the folders of our state and of systemd's units
#         $lease             for how many seconds whoever holds the lock counts as alive after its last script ended
#         $id $us            take, fence, let_go, release: the transaction, and for people who makes it
#         $of $n $path       beside: the transaction, number and path of a file
# Gives:  stop CODE WORD...  ends the script, and says why on standard error
#         up, now, session PROCESS
#                            print the seconds of this boot; the time; a process and when it began
#         sum PATH, beside   set $sum to a file's SHA-256, or absent; $new $ask $old to the names that lie beside a file
#         durable PATH...    has what was written outlive a power failure
#         part NAME          sets $part, and the folders $journal and $ended of it, while it is open and once it has ended
#         holder, alive      sets $epoch $token $owner of whoever has the lock; whether that may still be at work
#         take, fence        take the lock, or go on under it: where it is another's, they end the script
#         record, release    write whose the lock is, and that it is nobody's
#         read_units         has systemd know the watchdog's units as they lie on the disk
#         phase WORD, due SECONDS, opened, let_go, finish, clear_away, commit, bounded FILE LINE, quarantine LINES
#         $boot              this boot
# Prints: nothing but what is said above
# Exits:  E_NOT_WRITTEN      the folder of our state cannot be written, or what an earlier change has left cannot be removed; also returned
#         E_LOCKED           another is at work
#         E_FENCED           the lock is another's by now

umask 077
IFS= read -r boot </proc/sys/kernel/random/boot_id
stop() { code=$1; shift; printf '%s\n' "$*" >&2; exit "$code"; }
up() { read -r seconds _ </proc/uptime; printf '%s' "${seconds%%.*}"; }
now() { date -u +%Y-%m-%dT%H:%M:%SZ; }
sum() { if [ -e "$1" ]; then sum=$(sha256sum <"$1") || { sum=; return 1; }; sum=${sum%% *}; else sum=absent; fi; }
durable() { sync -- "$@" 2>/dev/null || sync; }
part() { part=$1 journal=$state/journal/$1 ended=$state/ended/$1; }
beside() { old=${path%/*}/.reconciler-$of-$part-$n new=$old.new ask=$old.ask old=$old.old; }

hold() {
  { [ -d "$state" ] || mkdir -p -m 700 "$state"; } && printf '' >>"$state/lock" ||
    stop "$E_NOT_WRITTEN" "$state cannot be written: nothing was changed"
  exec 9>>"$state/lock"
  flock -w 60 9 || stop "$E_LOCKED" "another reconciler is at work on this box"
}
# The process that a connection lives by, and when it began, so that another one of its number is told apart.
session() {
  [ -r "/proc/$1/stat" ] && IFS= read -r line <"/proc/$1/stat" || return 1
  # shellcheck disable=SC2086 # a word each
  set -- "$1" ${line##*) }
  printf '%s:%s' "$1" "${21}"
}
holder() {
  epoch=0 token= booted= until=0 by=- owner=
  [ ! -f "$state/holder" ] || IFS=' ' read -r epoch token booted until by owner <"$state/holder" || :
}
# Until then, and while the connection is there by which it would come back.
alive() { [ "$booted" = "$boot" ] && [ "$until" -gt "$(up)" ] && { [ "$by" = - ] || [ "$(session "${by%%:*}")" = "$by" ]; }; }
record() {
  by=$(session "${RECONCILER_SHELL:-none}") || by=-
  printf '%s %s %s %s %s %s\n' "$1" "$2" "$boot" "$(($(up) + $3))" "$by" "$4" >"$state/holder.new" &&
    mv -f -T -- "$state/holder.new" "$state/holder"
}
renew() { record "$epoch" "$id" "$lease" "$owner" || :; }
release() { trap - EXIT; record "$epoch" "$id" 0 "$owner" || :; }
take() {
  hold
  tries=0
  holder
  while [ "$token" != "$id" ] && alive; do
    tries=$((tries + 1))
    [ "$tries" -le 60 ] || stop "$E_LOCKED" "$owner is at work on this box, in transaction $token"
    flock -u 9; sleep 0.5; flock -w 60 9 || stop "$E_LOCKED" "another reconciler is at work on this box"
    holder
  done
  [ "$token" = "$id" ] || epoch=$((epoch + 1))
  owner=$us
  record "$epoch" "$id" "$lease" "$owner" || stop "$E_NOT_WRITTEN" "$state cannot be written: nothing was changed"
  trap renew EXIT
}
fence() {
  hold
  holder
  [ "$token" = "$id" ] || stop "$E_FENCED" "${owner:-another reconciler} took the lock, in transaction ${token:-unknown}"
  trap renew EXIT
}
phase() { printf '%s\n' "$1" >"$journal/phase.new" && mv -f -T -- "$journal/phase.new" "$journal/phase" && durable "$journal/phase"; }
# When the box undoes it by itself: in seconds of this boot, so that nobody's clock matters.
due() { printf '%s %s\n' "$boot" "$(($(up) + $1))" >"$journal/due.new" && mv -f -T -- "$journal/due.new" "$journal/due"; }
opened() { for opened in "$state"/journal/*/; do [ ! -d "$opened" ] || return 0; done; return 1; }
# Whoever has no part open any more lets the next one in.
let_go() {
  for opened in "$state"/journal/*/; do
    [ -d "$opened" ] && IFS= read -r of <"$opened/id" && IFS= read -r reached <"$opened/phase" || continue
    [ "$of" != "$id" ] || [ "$reached" = waiting ] || return 0
  done
  release
}

# systemd reads a unit that it does not know when it is asked about it, and forgets one that nothing needs. Only where it knows ours, of an
# earlier change or since the box started, it reads all units anew: that takes ten times as long. Source: tried on systemd 247.
read_units() {
  case $(timeout -k 1 10 systemctl show -p NeedDaemonReload reconciler-undo.timer reconciler-undo.service 2>/dev/null) in
    *=yes* | '') timeout -k 1 30 systemctl daemon-reload ;;
  esac
}
disarm() {
  if [ -e "$units/reconciler-undo.timer" ] || [ -e "$units/reconciler-undo.service" ]; then
    timeout -k 1 30 systemctl stop reconciler-undo.timer 2>/dev/null
    rm -f "$units/reconciler-undo.timer" "$units/reconciler-undo.service" "$units/timers.target.wants/reconciler-undo.timer"
    read_units 2>/dev/null
  fi
  rm -f "$state/undo" "$state/undo.new"
  rmdir -- "$state/journal" 2>/dev/null
}
finish() {
  rm -rf -- "$state/new"
  for ended in "$state"/ended/*/; do
    [ -d "$ended" ] || continue
    ended=${ended%/} kept=
    IFS= read -r of <"$ended/id"
    part=${ended##*/}
    # shellcheck disable=SC2034 # the columns by their names
    while IFS=' ' read -r n before after keep path <&3; do
      beside
      rm -f -- "$new" "$ask" "$old" || kept=1
      if [ "$keep" = 1 ] && [ -f "$ended/original.$n" ] && [ -e "$ended/confirmed" ]; then
        mkdir -p -m 700 "$state/history" && mv -f -- "$ended/original.$n" "$state/history/$of-$part-$n-${path##*/}"
      fi
    done 3<"$ended/edits"
    rm -f -- "$ended"/original.*
    # shellcheck disable=SC2012 # names of ours, without a line's end
    ls "$state/history" 2>/dev/null | sort -r | tail -n +21 | while IFS= read -r oldest; do rm -f -- "$state/history/$oldest"; done
    # What could not be removed, on a disk that is read-only now, is removed the next time: the list stays until then.
    [ -n "$kept" ] || rm -rf -- "$ended"
  done
  rmdir -- "$state/ended" 2>/dev/null
  opened || disarm
}
clear_away() {
  [ ! -d "$state/ended" ] || finish
  [ ! -d "$state/ended" ] || { release; stop "$E_NOT_WRITTEN" "files of an earlier change cannot be removed: is a disk read-only?"; }
}
commit() {
  [ "$1" != confirmed ] || printf '' >"$journal/confirmed" || return "$E_NOT_WRITTEN"
  durable "$journal"
  mkdir -p -m 700 "$state/ended" && mv -T -- "$journal" "$ended" || return "$E_NOT_WRITTEN"
  durable "$state" "$state/ended" "$state/journal"
}
bounded() { { tail -n 19 "$1" 2>/dev/null; printf '%s\n' "$2"; } >"$1.new" && mv -f -T -- "$1.new" "$1"; }
# What is known of failures of this part, from now on: a line each.
quarantine() {
  [ -n "$1" ] || [ -f "$state/quarantine" ] || return 0
  { [ ! -f "$state/quarantine" ] || grep -v "^$part	" "$state/quarantine"; [ -z "$1" ] || printf '%s\n' "$1"; } >"$state/quarantine.new" &&
    mv -f -T -- "$state/quarantine.new" "$state/quarantine" || return "$E_NOT_WRITTEN"
  [ -s "$state/quarantine" ] || rm -f -- "$state/quarantine"
}
