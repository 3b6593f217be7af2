# shellcheck shell=sh
# Reads what transactions have left on a box. It changes nothing.
#
# Needs:  $with_confirmed  1 where our files are wanted as they were confirmed last, though nothing is in quarantine
#         $state $units $token $owner $sum
#                          of journal.sh, and its functions
# Prints: @systemd where the box has a watchdog; @leftover where an ended transaction has left something; @quarantine LINE;
#         @confirmed part=NAME content=BASE64; @note LINE of the watchdog; @alive where the lock is held, or @last transaction=ID
#         owner=OWNER, who may have blanks; and for each open part @part NAME, @id, @phase, @until, @disproved, @held, @revision, @owner,
#         @time, and @file new, old or other for each edit
# Exits:  nothing but 0

[ ! -d /run/systemd/system ] || printf '@systemd\n'
[ ! -d "$state/ended" ] && { opened || [ ! -e "$units/reconciler-undo.timer" ]; } || printf '@leftover\n'
[ ! -f "$state/quarantine" ] || sed 's/^/@quarantine /' "$state/quarantine"
if [ -f "$state/quarantine" ] || [ -n "$with_confirmed" ]; then
  for kept in "$state"/confirmed/*; do
    [ ! -f "$kept" ] || { printf '@confirmed part=%s content=' "${kept##*/}"; base64 -w 0 <"$kept"; printf '\n'; }
  done
fi
[ ! -f "$state/notes" ] || sed 's/^/@note /' "$state/notes"
holder
if alive; then printf '@alive\n'; elif [ -n "$token" ]; then printf '@last transaction=%s owner=%s\n' "$token" "$owner"; fi
for journal in "$state"/journal/*/; do
  [ -d "$journal" ] || continue
  journal=${journal%/}
  printf '@part %s\n@id %s\n@phase %s\n' "${journal##*/}" "$(cat "$journal/id")" "$(cat "$journal/phase")"
  [ ! -f "$journal/until" ] || printf '@until %s\n' "$(cat "$journal/until")"
  [ ! -s "$journal/disproved" ] || printf '@disproved %s\n' "$(cat "$journal/disproved")"
  [ ! -f "$journal/held" ] || sed 's/^/@held /' "$journal/held"
  sed -n 's/^revision /@revision /p; s/^owner /@owner /p; s/^time /@time /p' "$journal/manifest"
  # shellcheck disable=SC2034 # the columns by their names
  while IFS=' ' read -r n before after keep path; do
    sum "$path"
    case $sum in "$after") printf '@file new\n' ;; "$before") printf '@file old\n' ;; *) printf '@file other\n' ;; esac
  done <"$journal/edits"
done
:
