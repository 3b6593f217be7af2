# shellcheck shell=sh
# Reads what a trace has shown since, and tells its guard that somebody reads.
#
# Needs:  $id $offset $most  the trace; how many bytes are known already, and how many may follow
#         $traces            and up, as trace.sh gives them
# Prints: ended=WORD         as the guard ended it; nothing behind it while it goes on; gone where there is no such trace
#         then the bytes
# Exits:  nothing but 0

dir=$traces/$id
ended=gone
if [ -d "$dir" ]; then
  up >"$dir/seen"
  ended=
  [ ! -r "$dir/ended" ] || IFS= read -r ended <"$dir/ended"
fi
printf 'ended=%s\n' "$ended"
[ ! -r "$dir/out" ] || tail -c "+$((offset + 1))" "$dir/out" | head -c "$most"
:
