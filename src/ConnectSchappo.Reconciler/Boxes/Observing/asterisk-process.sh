# shellcheck shell=sh
# Where the number of Asterisk's process is kept: Debian's place, and CentOS's, where /run may be another than /var/run.
#
# Needs:  nothing
# Gives:  asterisk_process  puts the number of Asterisk's process into $pid; nothing where none is found
# Prints: nothing
# Exits:  nothing

asterisk_process() {
  for file in /var/run/asterisk/asterisk.pid /run/asterisk/asterisk.pid; do
    [ -r "$file" ] && IFS= read -r pid <"$file" && [ -r "/proc/$pid/status" ] && break
    pid=
  done
  [ -n "$pid" ] || pid=$(pgrep -o -x asterisk 2>/dev/null)
}
