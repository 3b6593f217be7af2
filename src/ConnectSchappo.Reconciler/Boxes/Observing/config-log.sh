# shellcheck shell=sh
# What Asterisk logged about its configuration: only lines about that, and no more than what a busy night adds to the end.
#
# Needs:  $known $nl  what is known already, of observe.sh, and a line's end
# Gives:  look_at_log
#         $waits      what is waited for
# Prints: @log STAT, and @logged BASE64 where that is not known
# Exits:  nothing

look_at_log() {
  waits="Asterisk's log"
  for log in /var/log/asterisk/messages /var/log/asterisk/full; do
    [ -f "$log" ] || continue
    line=$(stat -L -c '%i %s %y %n' -- "$log")
    printf '@log %s\n' "$line"
    case $known in *"$nl@log $line$nl"*) ;; *)
      printf '@logged '
      tail -c 131072 -- "$log" |
        grep -a -E ' (ERROR|WARNING|NOTICE)\[[0-9]+\](\[C-[0-9a-f]+\])? (config|config_options|res_sorcery_config|format_cap)\.c: ' |
        tail -n 200 | base64 -w 0
      printf '\n' ;;
    esac
    break
  done
}
