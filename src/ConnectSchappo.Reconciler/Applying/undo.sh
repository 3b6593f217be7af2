# shellcheck shell=sh
# Brings files and memory of a part back, by its own program. The part stays open until it is closed.
#
# Needs:  $id             the transaction that holds the lock
#         $disproved      of a part: why it is not to be tried again unchanged, in one line; nothing where nothing speaks against it
#         $entries        of a part: what is then known of its failures, a line each
#         $journal        of journal.sh
#         must_be_open    of parts.sh
# Gives:  undo            does it with a part
# Prints: what undo-program.sh prints
# Exits:  as undo-program.sh does when it is told that the lock is held

undo() {
  must_be_open
  # What speaks against it is written down now, so that whoever ends it need not know it.
  [ -z "$disproved" ] || { printf '%s\n' "$disproved" >"$journal/disproved"; printf '%s' "$entries" >"$journal/entries"; }
  sh "$journal/undo" held "$id"
}
