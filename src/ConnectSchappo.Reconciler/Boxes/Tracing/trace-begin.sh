# shellcheck shell=sh
# Begins a trace: starts the guard, which has the trace's end in its hands before it switches anything on, and waits until it has. What
# guards that were killed have left is cleared away.
#
# Needs:  $id $kind         the trace; sip, rtp or log
#         $limit $most      for how many seconds and bytes it goes on at most
#         $program          the guard, a text of shell
#         $extension        whose contacts are asked for; nothing for none
#         $traces           and lock, unlock, up, session, ask, guarded, as trace.sh gives them
# Prints: begun=ready, or the word by which the guard has ended it, or begun=unwritten where /run cannot be written, or begun=busy
#         note=SWITCH WORD  what the guard found: on where a person had it on, unknown where that could not be seen
#         contact=LINE      of Asterisk's database
# Exits:  nothing but 0

dir=$traces/$id
begin() {
  lock || { begun=busy; return; }
  { [ -d "$traces" ] || mkdir -m 700 "$traces"; } && mkdir "$dir" && up >"$dir/seen" && echo "$kind" >"$dir/kind" && : >"$dir/out" ||
    { rm -rf -- "$dir"; rmdir -- "$traces"; begun=unwritten; unlock; return; } 2>/dev/null
  for old in "$traces"/*/; do
    [ "$old" != "$dir/" ] && [ -d "$old" ] && ! guarded "${old%/}" || continue
    [ ! -r "$old/console" ] || { IFS= read -r by <"$old/console" && [ "$(session "${by%%:*}")" = "$by" ] && kill -KILL "${by%%:*}"; }
    rm -rf -- "$old"
  done
  setsid sh -c "$program" reconciler-trace "$dir" "$kind" "$limit" "$most" </dev/null >/dev/null 2>&1 9<&- &
  session "$!" >"$dir/guard"
  unlock
  tries=0
  while [ ! -e "$dir/ready" ] && [ ! -e "$dir/ended" ] && [ "$tries" -lt 200 ]; do
    sleep 0.1
    tries=$((tries + 1))
  done
  begun=hung
  [ ! -e "$dir/ready" ] || begun=ready
  [ ! -e "$dir/ended" ] || IFS= read -r begun <"$dir/ended"
}
begin
printf 'begun=%s\n' "$begun"
[ ! -r "$dir/notes" ] || cat "$dir/notes"
[ -z "$extension" ] || [ "$begun" != ready ] || {
  ask 'database show registrar/contact' | grep -F "/registrar/contact/$extension;"
  ask 'database show SIP/Registry' | grep -F "/SIP/Registry/$extension "
} | sed 's/^/contact=/'
:
