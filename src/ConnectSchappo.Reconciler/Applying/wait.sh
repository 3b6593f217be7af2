# shellcheck shell=sh
# A part stays unconfirmed until a person says otherwise; its time begins anew.
#
# Needs:  $entries        of a part: what is known of its failures where nobody confirms it in time, a line each
#         $journal        of journal.sh, and its functions
#         must_be_open    of parts.sh
# Gives:  wait_for_word   does it with a part
# Prints: until=TIME      of a part: when the box undoes it, by its clock
# Exits:  E_NOT_WRITTEN   it could not be written

wait_for_word() {
  must_be_open
  within=$(sed -n 's/^within //p' "$journal/manifest")
  printf '%s' "$entries" >"$journal/entries" && due "$within" &&
    date -u -d "@$(($(date +%s) + within))" +%Y-%m-%dT%H:%M:%SZ >"$journal/until" && phase waiting || exit "$E_NOT_WRITTEN"
  printf 'until=%s\n' "$(cat "$journal/until")"
}
