# shellcheck shell=sh
# Undoes every part that is due, or without a word every part: each by its own program.
#
# Needs:  $state  the folder of our state
#         $1      watch, or nothing: as undo-program.sh takes it
# Prints: what undo-program.sh prints
# Exits:  as the last undo-program.sh that failed

code=0
for undo in "$state"/journal/*/undo; do
  [ ! -f "$undo" ] || sh "$undo" "$@" || code=$?
done
exit "$code"
