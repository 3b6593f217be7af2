# shellcheck shell=sh
# Tells the guard of a trace to end it, or, once it has and all was read, that nothing of it is needed any more; then it waits until nothing
# is left.
#
# Needs:  $id $word  the trace; stop or read
#         $traces    and session, as trace.sh gives them
# Prints: nothing
# Exits:  nothing but 0

dir=$traces/$id
[ -r "$dir/guard" ] && IFS= read -r by <"$dir/guard" || exit 0
: >"$dir/$word"
tries=0
while [ "$word" = read ] && { [ -d "$dir" ] || [ "$(session "${by%%:*}")" = "$by" ]; } && [ "$tries" -lt 50 ]; do
  sleep 0.1
  tries=$((tries + 1))
done
:
