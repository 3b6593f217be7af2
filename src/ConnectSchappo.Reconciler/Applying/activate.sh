# shellcheck shell=sh
# An activation as a step of a transaction: only while the lock is ours, and with a mark in the journal of each part that it serves, for
# whoever must undo that.
#
# Needs:  $serves $restarts     the parts that it serves; those that a restart is made for
#         $state                of journal.sh, and its functions
#         log_begins, log_tells of log-words.sh
# Gives:  activate COMMAND...   runs a command, a function of asterisk-reload.sh, asterisk-start.sh or fail2ban.sh, and ends the script
# Prints: what the command prints, and of log_tells
# Exits:  E_NOT_WRITTEN         the mark could not be written: the command was not given
#         as the command does

marks() {
  for mark in $2; do
    [ ! -d "$state/journal/$mark" ] || printf '' >"$state/journal/$mark/$1" ||
      stop "$E_NOT_WRITTEN" "$state/journal/$mark cannot be written"
  done
}
activate() {
  fence
  marks activated "$serves"
  marks restarted "$restarts"
  log_begins
  ( "$@" ) 9>&-
  code=$?
  log_tells
  exit "$code"
}
