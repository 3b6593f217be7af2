# shellcheck shell=sh
# What the scripts of a trace share. A trace is a folder on /run, which is memory, and a process, the guard, that ends it. "ours.SWITCH"
# says that a trace, and no person, has switched Asterisk's debug on: with the process of Asterisk, as debug ends with that. The lock is
# flock's on /run itself, so that no file is left.
#
# Needs:  asterisk_process  as asterisk-process.sh gives it
# Gives:  $traces           the folder of all traces
#         up, born, session PROCESS
#                           print the seconds of this boot; Asterisk's process and when it began; a process and when it began
#         ask COMMAND       prints what Asterisk says
#         lock, unlock
#         guarded FOLDER, traced FOLDER
#                           whether the guard of a trace lives; whether it has not begun to end the trace
# Prints: nothing but what is said above
# Exits:  nothing

LC_ALL=C
export LC_ALL
umask 077
traces=/run/reconciler-trace
up() { read -r seconds _ </proc/uptime; printf '%s\n' "${seconds%%.*}"; }
session() {
  [ -r "/proc/$1/stat" ] && IFS= read -r line <"/proc/$1/stat" || return 1
  # shellcheck disable=SC2086 # a word each
  set -- "$1" ${line##*) }
  printf '%s:%s\n' "$1" "${21}"
}
born() { asterisk_process; [ -n "$pid" ] && session "$pid"; }
ask() { timeout -k 1 5 asterisk -rx "$1" 2>/dev/null </dev/null; }
lock() { exec 9</run && flock -w 30 9; }
unlock() { exec 9<&-; }
guarded() { [ -r "$1/guard" ] && IFS= read -r by <"$1/guard" && [ "$(session "${by%%:*}")" = "$by" ]; }
traced() { [ ! -e "$1/ending" ] && guarded "$1"; }
