# shellcheck shell=sh
# Asks who listens on TCP ports, by /proc alone. It changes nothing. It is asked where a listener is missing and not at each look: the
# kernel goes through its whole table of connections for it, some milliseconds. Source: proc(5); measured.
#
# Needs:  $ports            the ports, each of four hexadecimal digits, as alternatives of an extended pattern: 1F90|1F91
#         asterisk_process  of asterisk-process.sh, and its $pid
# Prints: a line for each listener that is not hidden from us: bound=SOCKET holder=KIND process=NUMBER program=NAME. The socket is as
#         /proc/net/tcp has it, the kind asterisk or other, and the name, which may hold blanks, goes to the end of the line
# Exits:  nothing but 0

asterisk_process
# shellcheck disable=SC2010 # names are numbers, and what counts is where they lead
whose() {
  [ -z "$pid" ] || ! ls -ln "/proc/$pid/fd" 2>/dev/null | grep -q "socket:\[$1\]" ||
    { printf 'holder=asterisk process=%s program=asterisk\n' "$pid"; return; }
  ls -ln /proc/[0-9]*/fd 2>/dev/null | grep -e '^/proc/' -e "socket:\[$1\]" 2>/dev/null | while IFS= read -r line; do
    case $line in
      /proc/*) process=${line#/proc/} process=${process%%/*} ;;
      *) IFS= read -r program <"/proc/$process/comm" && printf 'holder=other process=%s program=%s\n' "$process" "$program"
         break ;;
    esac
  done
}
# shellcheck disable=SC2034 # the columns by their names
grep -h -E "^ *[0-9]+: [0-9A-F]+:($ports) [0-9A-F]+:0000 0A " /proc/net/tcp /proc/net/tcp6 2>/dev/null |
  while read -r number local remote state queues timer retransmits uid timeout inode rest; do
    printf 'bound=%s %s\n' "$local" "$(whose "$inode")"
  done
:
