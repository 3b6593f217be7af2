# shellcheck shell=sh
# Questions to Asterisk's command line, for boxes where its manager interface is not to be had. It changes nothing.
#
# Needs:  $mark      what a line begins with that says what was asked
#         questions  a function that runs ask once for each question
# Gives:  ask COMMAND
# Prints: for each question a line of the mark and the command, and what Asterisk printed
# Exits:  nothing but 0

ask() {
  printf '%s%s\n' "$mark" "$1"
  timeout -k 1 5 asterisk -rx "$1" 2>/dev/null
}
questions
:
