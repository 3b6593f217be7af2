# shellcheck shell=sh
# A part stands: what it needed to be undone goes, with every trace of it.
#
# Needs:  $own            of a part: our file of it; nothing where it has none
#         $partly         of a part: 1 where our file is not what was confirmed, since an object in it is about to be put back
#         $entries        of a part: all that is known of its failures from now on, a line each
#         $state $part    of journal.sh, and its functions
#         must_be_open    of parts.sh
# Gives:  confirm         does it with a part
# Prints: nothing
# Exits:  E_NOT_WRITTEN   it could not be written: the part stays open

confirm() {
  must_be_open
  # What was confirmed last is kept, so that it can be kept in force after a change that does not work: root alone may read it.
  mkdir -p -m 700 "$state/confirmed"
  if [ -n "$partly" ]; then :
  elif [ -n "$own" ] && [ -f "$own" ]; then
    cat -- "$own" >"$state/confirmed/$part.new" && mv -f -T -- "$state/confirmed/$part.new" "$state/confirmed/$part"
  else rm -f -- "$state/confirmed/$part"
  fi || stop "$E_NOT_WRITTEN" "$state cannot be written"
  quarantine "$entries" || exit "$E_NOT_WRITTEN"
  commit confirmed || exit "$E_NOT_WRITTEN"
}
