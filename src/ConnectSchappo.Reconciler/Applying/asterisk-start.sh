# shellcheck shell=sh
# Starts and restarts Asterisk, and waits until it is there. Each ends the script where it fails.
#
# Needs:  ended                of commands.sh
# Gives:  start_asterisk
#         restart_when_idle    ends the script
#         restart_now
# Prints: nothing
# Exits:  E_ASTERISK_NOT_BACK  it did not come back in time
#         E_CHANNELS_UNKNOWN   it does not say how many channels are up; it was not restarted
#         E_CALLS_IN_PROGRESS  a channel is up, or came in: the restart was called off, and nobody was cut

back() {
  tries=0
  while [ "$tries" -lt 300 ]; do
    case $(timeout -k 1 60 asterisk -rx 'core waitfullybooted' 2>/dev/null) in *'fully booted'*) return 0 ;; esac
    tries=$((tries + 1))
    sleep 0.2
  done
  return 1
}
start_asterisk() {
  if command -v systemctl >/dev/null 2>&1; then
    timeout -k 1 60 systemctl start asterisk || ended "$?"
  else
    timeout -k 1 60 service asterisk start || ended "$?"
  fi
  back || exit "$E_ASTERISK_NOT_BACK"
}
channels() {
  said=$(timeout -k 1 5 asterisk -rx 'core show channels count' 2>/dev/null) || return 1
  case $said in *' active channel'*) printf '%s' "${said%% active channel*}" ;; *) return 1 ;; esac
}
born() { stat -c '%i %y' /var/run/asterisk/asterisk.pid 2>/dev/null; }
# "gracefully" refuses new calls from here on, so it gets two seconds and is then taken back: whoever waits longer shuts people out.
restart_when_idle() {
  up=$(channels) || exit "$E_CHANNELS_UNKNOWN"
  [ "$up" = 0 ] || exit "$E_CALLS_IN_PROGRESS"
  before=$(born)
  timeout -k 1 2 asterisk -rx 'core restart gracefully' >/dev/null 2>&1
  tries=0
  while [ "$tries" -lt 20 ]; do
    [ "$(born)" = "$before" ] || { back || exit "$E_ASTERISK_NOT_BACK"; exit 0; }
    tries=$((tries + 1))
    sleep 0.1
  done
  timeout -k 1 5 asterisk -rx 'core abort shutdown' >/dev/null 2>&1
  # Past its point of no return it tells no number of channels, and may take ten seconds more: it waits for what a module left running.
  tries=0
  while [ "$(born)" = "$before" ] && [ "$tries" -lt 60 ]; do
    if channels >/dev/null && [ "$(born)" = "$before" ]; then exit "$E_CALLS_IN_PROGRESS"; fi
    tries=$((tries + 1))
    sleep 0.5
  done
  if [ "$(born)" = "$before" ] || ! back; then exit "$E_ASTERISK_NOT_BACK"; fi
  exit 0
}
restart_now() {
  timeout -k 1 5 asterisk -rx 'core restart now' >/dev/null 2>&1
  sleep 1
  back || exit "$E_ASTERISK_NOT_BACK"
}
