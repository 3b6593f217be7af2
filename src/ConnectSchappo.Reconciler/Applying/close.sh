# shellcheck shell=sh
# An undone part goes, and what speaks against it stays in quarantine.
#
# Needs:  $journal        of journal.sh, and its functions
#         must_be_open    of parts.sh
# Gives:  close           does it with a part
# Prints: nothing
# Exits:  E_NOT_WRITTEN   it could not be written: the part stays open

close() {
  must_be_open
  [ ! -f "$journal/entries" ] || quarantine "$(cat "$journal/entries")" || exit "$E_NOT_WRITTEN"
  commit undone || exit "$E_NOT_WRITTEN"
}
