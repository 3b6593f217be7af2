# shellcheck shell=sh
# The guard of a trace, a process of its own session on the box: it holds a console of Asterisk open, switches debug on, and whatever
# happens it switches it off again, when somebody asks for it, the time is over, there is enough text, or nobody reads any more.
#
# A person's debug stays on. Asterisk does not tell whether it is on, so a packet is sent that nobody answers or logs: a SIP response
# that belongs to no request. Where the console shows it, it was on. For RTP nothing is switched on before a call is up, whose packets
# show the same. chan_sip tells by itself. A filter for one host is not seen.
#
# Verbosity belongs to the console and ends with it. PJSIP's debug ends at each reload of PJSIP before 18.23, so it is put on again.
# Asterisk that hangs, or shuts down gracefully, takes no command: the guard asks it until it does.
#
# If something kills it, a second process does what is left to do: it waits for the end of a pipe that the guard holds open.
#
# Needs:  $1 $2 $3 $4  the trace's folder and kind; the seconds and bytes after which it ends
#         $traces      and what else trace.sh gives
# Prints: nothing; into the folder: out, what the console shows; notes; ready; at the end ending, and once all is off ended: asked, time,
#         size, unread, asterisk, killed, stopped, hung, busy,
#         unwritten
# Exits:  nothing but 0

dir=$1 kind=$2 limit=$3 most=$4 reason='' mine='' second=''
trap 'reason=${reason:-killed}' TERM INT HUP
since=$(born)
end=$(($(up) + limit))

on() { case $1 in sip.pjsip) echo 'pjsip set logger on' ;; sip.chan_sip) echo 'sip set debug on' ;; rtp) echo 'rtp set debug on' ;; esac; }
shows() { grep -q -a -e "$1" "$dir/out"; }
waited() { # PATTERN TENTHS
  tenths=0
  until shows "$1"; do
    [ "$tenths" -lt "$2" ] && kill -0 "$console" 2>/dev/null || return 1
    sleep 0.1
    tenths=$((tenths + 1))
  done
}
note() { printf 'note=%s %s\n' "$1" "$2" >>"$dir/notes"; }

# A line end must be CRLF, which printf of bash makes.
stray() {
  ask 'pjsip show transports' | while read -r word _ type _ _ at; do
    [ "$word" = Transport: ] || continue
    case $type in udp | tcp) ;; *) continue ;; esac
    host=${at%:*}
    case $host in 0.0.0.0) host=127.0.0.1 ;; '[::]') host=::1 ;; '['*']') host=${host#?} host=${host%?} ;; esac
    # shellcheck disable=SC2016 # bash expands it
    timeout -k 1 2 bash -c 'printf "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK$3\r\nFrom: <sip:$3@127.0.0.1>;tag=a\r\n\
To: <sip:$3@127.0.0.1>;tag=b\r\nCall-ID: $3\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n" >"/dev/$0/$1/$2"' \
      "$type" "$host" "${at##*:}" "$1" 2>/dev/null </dev/null && echo sent && break
  done
}
is_on() {
  case $1 in
    sip.pjsip)
      [ -n "$(stray "reconciler-trace-${dir##*/}")" ] || { note "$1" unknown; return 1; }
      waited "reconciler-trace-${dir##*/}" 5 ;;
    rtp) waited 'RTP packet ' 8 ;;
    *) return 1 ;;
  esac
}
claim() {
  lock || { reason=busy; return; }
  marker=$traces/ours.$1
  if [ -r "$marker" ] && IFS= read -r of <"$marker" && [ "$of" = "$since" ]; then
    :
  elif rm -f -- "$marker" && is_on "$1"; then
    note "$1" on
  elif printf '%s\n' "$since" >"$marker"; then
    case $(ask "$(on "$1")") in
      *re-enabled*) rm -f -- "$marker"; note "$1" on ;;
      *'No such command'* | *'Unable to connect'*) rm -f -- "$marker" ;;
    esac
  else
    reason=unwritten
  fi
  mine="$mine $1"
  unlock
}
claimed() { case " $mine " in *" $1 "*) ;; *) return 1 ;; esac; }

shared() { # KIND
  for other in "$traces"/*/; do
    other=${other%/}
    [ "$other" != "$dir" ] && [ -r "$other/kind" ] && IFS= read -r theirs <"$other/kind" || continue
    [ "$theirs" != "$1" ] || ! traced "$other" || return 0
  done
  return 1
}
off() { # SWITCH; whether it is done with
  marker=$traces/ours.$1
  [ -r "$marker" ] && IFS= read -r of <"$marker" || return 0
  ! shared "${1%%.*}" || return 0
  command=$(on "$1")
  if [ "$of" = "$(born)" ]; then
    case $(ask "${command%on}off") in *isabled* | *'No such command'*) ;; *) return 1 ;; esac
  fi
  rm -f -- "$marker"
}
all_off() {
  left=
  lock || return
  for marker in "$traces"/ours.*; do
    [ ! -e "$marker" ] || off "${marker##*/ours.}" || left=1
  done
  unlock
  [ -z "$left" ]
}

finish() { # WORD
  echo "$1" >"$dir/ending"
  kill -KILL "$console" 2>/dev/null
  wait "$console" 2>/dev/null
  until all_off; do sleep 2; done
  echo "$1" >"$dir/ended.new"
  mv -f -- "$dir/ended.new" "$dir/ended"
  while [ ! -e "$dir/read" ] && IFS= read -r seen <"$dir/seen" && [ $(($(up) - ${seen:-0})) -le 10 ]; do sleep 0.2; done
  exec 4>&-
  [ -z "$second" ] || wait "$second"
  lock
  rm -rf -- "$dir"
  rmdir -- "$traces"
  unlock
}

mkfifo "$dir/in" "$dir/life" && exec 3<>"$dir/in" 4<>"$dir/life" || reason=unwritten
(
  ulimit -f $((most / 512 + 64))
  exec env TERM=dumb asterisk -rT 3>&- 4>&-
) <&3 >"$dir/out" 2>&1 &
console=$!
session "$console" >"$dir/console"
(
  trap '' HUP INT TERM
  exec 5<"$dir/life" 4>&- 3>&-
  read -r _ <&5
  [ -e "$dir/ended" ] || finish killed
) &
second=$!
level=0
[ "$kind" != log ] || level=5
echo "core set verbose $level" >&3
[ -n "$reason" ] || waited 'Console verbose ' 50 || if kill -0 "$console" 2>/dev/null; then reason=hung; else reason=stopped; fi
case $reason$kind in
  sip) claim sip.pjsip; claim sip.chan_sip ;;
esac
: >"$dir/ready"

turn=0
while [ -z "$reason" ]; do
  sleep 0.5
  now=$(up)
  IFS= read -r seen <"$dir/seen" || seen=$now
  size=$(stat -c %s "$dir/out")
  if [ -e "$dir/stop" ]; then reason=asked
  elif [ "$size" -ge "$most" ]; then reason=size
  elif ! kill -0 "$console" 2>/dev/null; then reason=asterisk
  elif [ "$now" -ge "$end" ]; then reason='time'
  elif [ $((now - ${seen:-$now})) -gt 10 ]; then reason=unread
  elif ! echo "$now" >"$dir/tick"; then reason=unwritten
  fi
  turn=$(((turn + 1) % 4))
  case $reason$kind$turn in
    sip0) [ ! -e "$traces/ours.sip.pjsip" ] || ask "$(on sip.pjsip)" >/dev/null ;;
    rtp*) claimed rtp || case $(ask 'core show channels count') in '' | 0*) ;; [1-9]*) claim rtp ;; esac ;;
  esac
done

finish "$reason"
