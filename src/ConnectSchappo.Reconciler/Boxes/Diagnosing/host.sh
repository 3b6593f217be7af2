# shellcheck shell=sh
# What the host of a box tells of a softphone's troubles beside what each observation reads. It changes nothing on the box; the STUN and the
# TURN server that its rtp.conf names are asked one question each. ip, bash, iptables and fail2ban-regex tell more where they are.
#
# Needs:  $client    the address of the client, or nothing
#         $port      the port of the web server for softphones, four hexadecimal digits
#         $security  the file of Asterisk's log that has the level security, or nothing
#         $log       the file of Asterisk's log for warnings and errors, or nothing
#         $troubles  an extended pattern of the lines of it that are wanted
# Gives:  tell_host           all that is known without a question to others
#         ask_server KIND HOST PORT  one question to a server, KIND being stun or turn
#         try_filter JAIL FILTER  what a jail's filter makes of each log that the jail reads
# Prints: now=SECONDS address=ADDRESS source=ADDRESS session=SOCKET, the socket as /proc/net/tcp has it;
#         event=KIND TIME SERVICE ADDRESS ACCOUNT, the account to the end of the line; log=LINE; rule=LINE of iptables, and rules=told;
#         stun=MILLISECONDS BYTES or turn=MILLISECONDS BYTES, the bytes of the answer in hexadecimal, nothing where none came;
#         trial=FAILURES MATCHED JAIL LOG, - for MATCHED where the filter could not be tried
# Exits:  nothing

# What a login fails by, in lines of chan_sip and PJSIP; what is asked for the password of is no failure.
failures='SecurityEvent="(InvalidAccountID|ChallengeResponseFailed|InvalidPassword|FailedACL)"| failed for '\'
tab=$(printf '\t')
of_event='SecurityEvent="\([A-Za-z]*\)",EventTV="\([^"]*\)",.*Service="\([A-Z0-9]*\)",'
of_account='AccountID="\(.*\)",SessionID='
of_address='RemoteAddress="[^/]*/[^/]*/\([^/"]*\)/'

end_of() { tail -c 4000000 "$1" 2>/dev/null; }
addresses() {
  command -v ip >/dev/null 2>&1 || return 0
  ip -o addr show scope global 2>/dev/null | sed -n 's/.* inet6\{0,1\} \([0-9a-fA-F.:]*\).*/address=\1/p'
  [ -z "$client" ] || ip route get "$client" 2>/dev/null | sed -n 's/.* src \([0-9a-fA-F.:]*\).*/source=\1/p'
}
sessions() {
  # shellcheck disable=SC2034 # the columns by their names
  grep -h -E "^ *[0-9]+: [0-9A-F]+:$port [0-9A-F]+:[0-9A-F]+ 01 " /proc/net/tcp /proc/net/tcp6 2>/dev/null |
    while read -r number local remote rest; do printf 'session=%s\n' "$remote"; done
}
# What a login was answered is a secret, and stays here: Response and ExpectedResponse of a line.
events() {
  [ -z "$security" ] || end_of "$security" | grep -a -F 'SecurityEvent="' | grep -a -F -v '="ChallengeSent"' | tail -n 500 |
    sed -n "s|.*$of_event.*$of_account.*$of_address.*|event=\\1 \\2 \\3 \\5 \\4|p"
}
troubles() { [ -z "$log" ] || end_of "$log" | grep -a -E "$troubles" | tail -n 40 | sed 's/^/log=/'; }
rules() {
  command -v iptables >/dev/null 2>&1 && filter=$(timeout -k 1 5 iptables -S 2>/dev/null) || return 0
  printf '%s\n' "$filter" | sed 's/^/rule=/'
  printf 'rules=told\n'
}
tell_host() {
  printf 'now=%s\n' "$(date +%s)"
  addresses
  sessions
  events
  troubles
  rules
}
# A Binding request, or an Allocate request that asks for UDP and says nothing of who we are: whoever is a server answers that he must know.
ask_server() {
  command -v bash >/dev/null 2>&1 || return 0
  case $1 in
    stun) way=udp question='\0\1\0\0\x21\x12\xa4\x42reconciler..' ;;
    *) way=tcp question='\0\3\0\10\x21\x12\xa4\x42reconciler..\0\x19\0\4\x11\0\0\0' ;;
  esac
  began=$(date +%s%N)
  for try in 1 2; do
    # shellcheck disable=SC2016 # for bash
    answer=$(timeout -k 1 2 bash -c 'exec 3<>"/dev/$1/$2/$3" && printf "$4" >&3 && dd bs=576 count=1 <&3' \
      bash "$way" "$2" "$3" "$question" 2>/dev/null | od -An -v -tx1 | tr -d ' \n')
    [ -z "$answer" ] || break
    : "$try"
  done
  printf '%s=%s %s\n' "$1" $((($(date +%s%N) - began) / 1000000)) "$answer"
}
# The filter is tried on the end of the log alone, where it fails as on all of it.
try_filter() {
  timeout -k 1 5 fail2ban-client get "$1" logpath 2>/dev/null | sed -n 's/^[|`]- //p' | while IFS= read -r file; do
    failed=$(end_of "$file" | tail -n 2000 | grep -a -c -E "$failures")
    matched=-
    if [ "$failed" -gt 0 ] && command -v fail2ban-regex >/dev/null 2>&1 && lines=$(mktemp); then
      end_of "$file" | tail -n 2000 >"$lines"
      matched=$(timeout -k 1 10 fail2ban-regex "$lines" "$2" 2>/dev/null </dev/null | sed -n 's/^Lines: .* \([0-9]*\) matched.*/\1/p')
      rm -f "$lines"
    fi
    printf 'trial=%s %s %s%s%s\n' "$failed" "${matched:--}" "$1" "$tab" "$file"
  done
}
