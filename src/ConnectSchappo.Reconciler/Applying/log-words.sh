# shellcheck shell=sh
# What Asterisk logs of a configuration that it did not take, though it says "reloaded successfully".
#
# Needs:  $log_words  the words that may leave the box, an extended pattern: the rest of a line may quote a value
# Gives:  log_begins  comes before a command
#         log_tells   comes after it
# Prints: log_tells: such words that are new, each once, five at the most
# Exits:  nothing

log=/var/log/asterisk/full
[ -f "$log" ] || log=/var/log/asterisk/messages
log_begins() { size=$(stat -c %s "$log" 2>/dev/null) || size=0; }
log_tells() {
  [ ! -f "$log" ] || tail -c "+$((size + 1))" "$log" | grep -a -o -E "$log_words" | sort | uniq | head -n 5
  :
}
