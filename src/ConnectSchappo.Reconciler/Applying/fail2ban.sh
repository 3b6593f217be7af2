# shellcheck shell=sh
# The commands that make a change effective in fail2ban. Each ends the script where it fails.
#
# Needs:  ended                    of commands.sh
#         fail2ban_errors          of fail2ban-errors.sh
# Gives:  reload_fail2ban JAIL...  reads its configuration anew, and begins these jails anew
#         unban ADDRESS...
#         start_fail2ban
# Prints: nothing; on standard error why
# Exits:  E_FAIL2BAN_NOT_UP        it was started and does not answer

why_not() { timeout -k 1 20 fail2ban-client -t 2>&1 | fail2ban_errors; }
# A jail that lost the journal (fail2ban 1.1, where its files change) makes each reload fail. fail2ban then ends jails, one after the other,
# and answers nothing until it has. Begun anew, all jails are back.
reload_all() {
  timeout -k 1 25 fail2ban-client reload >/dev/null 2>&1 && return
  tries=0
  until timeout -k 1 3 fail2ban-client ping >/dev/null 2>&1; do
    code=$?
    tries=$((tries + 1))
    [ "$tries" -lt 12 ] || return "$code"
    sleep 0.5
  done
  timeout -k 1 45 fail2ban-client reload --restart >/dev/null
}
reload_fail2ban() {
  timeout -k 1 20 fail2ban-client -t >/dev/null 2>&1 || {
    code=$?
    printf 'fail2ban cannot read its configuration: %s\n' "$(why_not)" >&2
    ended "$code"
  }
  reload_all || ended "$?"
  for jail in "$@"; do
    timeout -k 1 10 fail2ban-client reload --restart "$jail" >/dev/null || ended "$?"
  done
}
unban() { timeout -k 1 25 fail2ban-client unban "$@" >/dev/null || ended "$?"; }
# systemd calls a daemon started that ends a moment later: done is what answers.
start_fail2ban() {
  if command -v systemctl >/dev/null 2>&1; then
    timeout -k 1 50 systemctl start fail2ban || ended "$?"
  else
    timeout -k 1 50 service fail2ban start || ended "$?"
  fi
  tries=0
  until timeout -k 1 5 fail2ban-client ping >/dev/null 2>&1; do
    tries=$((tries + 1))
    if [ "$tries" -ge 25 ] || {
      [ "$tries" -gt 3 ] && command -v systemctl >/dev/null 2>&1 && ! timeout -k 1 5 systemctl is-active --quiet fail2ban
    }; then
      printf 'fail2ban does not keep running: %s\n' "$(why_not)" >&2
      exit "$E_FAIL2BAN_NOT_UP"
    fi
    sleep 0.2
  done
}
