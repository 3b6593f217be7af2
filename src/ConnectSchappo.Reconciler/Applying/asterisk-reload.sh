# shellcheck shell=sh
# The commands that make a change effective in a running Asterisk. Their end says only whether they could be given: Asterisk answers 0 and
# "reloaded successfully" whatever it did, so that what they did is judged by the next look at its memory.
#
# Needs:  ended                       of commands.sh
# Gives:  reload_asterisk COMMAND...  gives Asterisk commands, one after the other; where one fails it ends the script
# Prints: what Asterisk says of a command that fails: of a success that says nothing, of a failure it is all there is to tell
# Exits:  as ended does

reload_asterisk() {
  for command in "$@"; do
    said=$(timeout -k 1 25 asterisk -rx "$command" 2>&1) || { code=$?; printf '%s\n' "$said"; ended "$code"; }
  done
}
