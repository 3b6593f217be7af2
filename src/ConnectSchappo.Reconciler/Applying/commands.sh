# shellcheck shell=sh
# How a script ends where a program of the box failed.
#
# Needs:  nothing
# Gives:  ended CODE        ends the script as a program did
# Prints: ended=CODE        with E_COMMAND_FAILED
# Exits:  E_TIMED_OUT E_KILLED  as timeout ended the program
#         E_COMMAND_FAILED  the program ended by itself

ended() {
  case $1 in "$E_TIMED_OUT" | "$E_KILLED") exit "$1" ;; esac
  printf 'ended=%s\n' "$1"
  exit "$E_COMMAND_FAILED"
}
