# shellcheck shell=sh
# Asks fail2ban for its memory, and, where it bans somebody, the kernel whether it keeps them out. fail2ban's own client starts a Python for
# each question, so its library is asked by one; where that does not serve, the client is. It changes nothing.
#
# One that hangs, such as a process that was stopped (SIGSTOP), takes connections until its backlog of one is full, and answers none: it is
# given $patience seconds, the start of the Python not counted. While it is being reloaded it refuses questions about jails, and answers a
# ping: it is asked once more, and is not stopped. Its interactive client ends with 255 where its input does, and with 0 at the word exit
# (fail2ban 0.11.2, tried).
#
# Needs:  $patience  seconds that it may take to answer
#         $asker     fail2ban.py, which asks its library
# Gives:  fail2ban
# Prints: @fail2ban, and then @absent; or @stopped, and @unit LoadState=... of systemd; or @hung, and @process id=NUMBER state=STATE;
#         or what its client prints, or the like of it and @all, and @none where it says three times that it has no jail, and has run
#         for a minute. Behind @kernel the rules of iptables, ip6tables, ipset and nft, each with @told where it told them
# Exits:  nothing
# Knows:  E_TIMED_OUT E_KILLED  of fail2ban.py, and of timeout: it hangs

jails() {
  while IFS= read -r line; do
    case $line in
      *'Jail list:'*)
        set -f
        IFS=', 	'
        for jail in ${line#*list:}; do printf 'get %s ignoreip\nstatus %s\n' "$jail" "$jail"; done ;;
    esac
  done
}
socket() {
  IFS= read -r python <"$client" || return 1
  case $python in '#!'*python*) ;; *) return 1 ;; esac
  # shellcheck disable=SC2086 # an interpreter and its argument
  timeout -k 1 20 ${python#??} -c "$asker" "$patience" "$E_TIMED_OUT" 2>/dev/null
}
client() {
  listed=$(timeout -k 1 5 fail2ban-client status 2>/dev/null) || return
  case $listed in *'Jail list:'*) ;; *) return 1 ;; esac
  questions=$(printf '%s\n' "$listed" | jails)
  [ -z "$questions" ] || printf '%s\nexit\n' "$questions" | timeout -k 1 5 fail2ban-client -i 2>/dev/null
}
process() {
  name= process= state=
  for file in /var/run/fail2ban/fail2ban.pid /run/fail2ban/fail2ban.pid; do
    [ -r "$file" ] && read -r process <"$file" && [ -r "/proc/$process/status" ] || continue
    while read -r word rest; do
      case $word in Name:) name=$rest ;; State:) state=$rest; break ;; esac
    done <"/proc/$process/status"
    break
  done
}
ask() {
  said=$(socket)
  code=$?
  case $code:$said in
    "$E_TIMED_OUT":* | "$E_KILLED":* | 0:*'@all') ;;
    *) said=$(client)
       code=$? ;;
  esac
}
runs() {
  timeout -k 1 5 fail2ban-client ping >/dev/null 2>&1 && return
  process
  case $name in fail2ban*) ;; *) return 1 ;; esac
}
hung() {
  printf '@hung\n'
  [ -z "$state" ] || printf '@process id=%s state=%s\n' "$process" "$state"
}
stopped() {
  printf '@stopped\n'
  ! command -v systemctl >/dev/null 2>&1 || printf '@unit %s\n' "$(timeout -k 1 3 systemctl show -p LoadState fail2ban 2>/dev/null)"
}
rules() {
  ! command -v "$1" >/dev/null 2>&1 || { timeout -k 1 4 "$@" 2>/dev/null && printf '@told\n'; }
}
firewall() { rules iptables -S; rules ip6tables -S; rules ipset save; rules nft list ruleset; }
none() {
  [ "$code" -eq 0 ] || return 1
  case $said in *'Banned IP list:'*) return 1 ;; esac
}
# A start takes seconds until all jails are there.
young() {
  since=$(stat -c %Y /run/fail2ban/fail2ban.pid 2>/dev/null) && [ $(($(date +%s) - since)) -lt 60 ]
}
free() {
  printf '%s\n' "$said" | sed -n 's/.*Banned IP list:[[:space:]]*//p' | tr -s '[:blank:]' '\n' |
    while IFS= read -r address; do case $kernel in *"$address"*) ;; *) printf '%s\n' "$address" ;; esac; done
}
fail2ban() {
  printf '@fail2ban\n'
  client=$(command -v fail2ban-client) || { printf '@absent\n'; return; }
  # Whom a signal has stopped cannot answer: he is not waited for.
  process
  case $name:$state in fail2ban*:T*) hung; return ;; esac
  ask
  case $code in 0 | "$E_TIMED_OUT" | "$E_KILLED") ;; *) runs || { stopped; return; }; sleep 0.5; ask ;; esac
  # In the moment of a reload it has none either.
  none && sleep 1 && ask
  none && sleep 1 && ask
  case $code in
    0) ;;
    "$E_TIMED_OUT" | "$E_KILLED") process; hung; return ;;
    *) runs || stopped; return ;;
  esac
  printf '%s\n' "$said"
  ! none || young || printf '@none\n'
  case $said in *'Banned IP list:'[[:space:]][0-9a-f]*)
    kernel=$(firewall)
    # A ban reaches the kernel a moment after fail2ban tells of it, and has written it into its database.
    if [ -n "$(free)" ] && [ $(($(date +%s) - $(stat -c %Y /var/lib/fail2ban/fail2ban.sqlite3 2>/dev/null || printf 0))) -le 1 ]; then
      sleep 1
      kernel=$(firewall)
    fi
    printf '@kernel\n%s\n' "$kernel" ;;
  esac
}
