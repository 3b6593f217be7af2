# shellcheck shell=sh
# Does the same with several parts of a transaction in one script, each in a subshell of its own with its own input, so that the trouble of
# one is reported as its own and stops none of the others.
#
# Needs:  $id                       the transaction
#         $part $journal            of journal.sh, and its functions
# Gives:  run_part FUNCTION LENGTH  does it with the part that is set, whose input is that many bytes of standard input
#         must_be_open              where the part has no journal, ends what is done with it
#         end_parts                 clears away what has ended, and lets the lock go where no part of the transaction is left
# Prints: what is said of the part, diagnostics too, and then a line: @part transaction=ID part=NAME exit=CODE
# Exits:  E_NOTHING                 of a part: there is no journal of it

run_part() {
  if [ "$2" = 0 ]; then
    ( "$1" ) </dev/null 2>&1
    tell_part "$?"
  else
    head -c "$2" | {
      ( "$1" ) 2>&1
      code=$?
      cat >/dev/null
      tell_part "$code"
    }
  fi
}
tell_part() { printf '\n@part transaction=%s part=%s exit=%s\n' "$id" "$part" "$1"; }
must_be_open() { [ -d "$journal" ] || stop "$E_NOTHING" "this box has no unfinished change of $part"; }
end_parts() {
  finish
  let_go
}
