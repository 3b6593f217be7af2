# shellcheck shell=sh
# Puts the staged files in place: first the watchdog, then each file by one rename, and only if it is still the one that the plan saw.
# Between any two commands a file is wholly old or wholly new, and the old one stays at hand under another name.
#
# Needs:  $id                  the transaction
#         $armed $every        1 where the watchdog is needed, and how often it looks whether a part is due to be undone, in seconds
#         $depends             of a part: the parts that it must not be done without
#         $state $units $part $journal $sum $new $old
#                              of journal.sh, and its functions
# Gives:  swap_open, swap      what comes first; what is done with a part
#         $of $n $path         the file that beside of journal.sh is asked about
# Prints: that there is no watchdog; on standard error of a part why it was taken back, in one line, for E_MOVED the file's path alone
# Exits:  E_NOTHING            there is no journal of the part
#         E_DEPENDENT          a part that it must not be done without was not put in place
#         E_NOT_WRITTEN        the watchdog, a file or the journal could not be written: the files are as they were
#         E_MOVED              a file is not the one that the plan saw: the files are as they were
#         E_UNANSWERED         the same, and Asterisk does not answer
#         E_FILE_NOT_BACK      what was done before could not be taken back

arm() {
  [ -d /run/systemd/system ] && command -v systemctl >/dev/null 2>&1 || { printf 'no watchdog: this box has no systemd\n'; return 0; }
  if [ -e "$units/reconciler-undo.timer" ] && timeout -k 1 10 systemctl is-active --quiet reconciler-undo.timer; then
    durable "$state/undo"
    return
  fi
  { [ -d "$units/timers.target.wants" ] || mkdir -p "$units/timers.target.wants"; } &&
  ( umask 022
    printf '%s\n' '[Unit]' 'Description=Roll back a change of the reconciler that nobody confirmed' \
      '[Service]' Type=oneshot "ExecStart=/bin/sh $state/undo watch" TimeoutStartSec=600 >"$units/reconciler-undo.service" &&
    printf '%s\n' '[Unit]' 'Description=Roll back a change of the reconciler that nobody confirms in time' \
      '[Timer]' "OnActiveSec=$every" "OnUnitInactiveSec=$every" AccuracySec=1 >"$units/reconciler-undo.timer" ) &&
  ln -sf ../reconciler-undo.timer "$units/timers.target.wants/reconciler-undo.timer" &&
  durable "$state/undo" "$units/reconciler-undo.service" "$units/reconciler-undo.timer" "$units/timers.target.wants" &&
  read_units && timeout -k 1 30 systemctl restart reconciler-undo.timer
}
swap_open() {
  fence
  unarmed=
  if [ -n "$armed" ]; then arm || unarmed=1; fi
}
take_back() {
  code=$1; shift
  sh "$journal/undo" held "$id" >/dev/null
  case $? in
    0) ;;
    "$E_UNANSWERED") stop "$E_UNANSWERED" "$*: the files are restored, and Asterisk does not answer" ;;
    *) stop "$E_FILE_NOT_BACK" "$*: the files could not be restored" ;;
  esac
  commit undone
  finish
  stop "$code" "$*"
}
swap() {
  [ -d "$journal" ] || stop "$E_NOTHING" "the journal of $part is gone"
  of=$id
  [ -z "$unarmed" ] || take_back "$E_NOT_WRITTEN" "the watchdog could not be set up: nothing was changed"
  for needed in $depends; do
    reached=
    [ ! -f "$state/journal/$needed/phase" ] || IFS= read -r reached <"$state/journal/$needed/phase"
    [ "$reached" = swapped ] || take_back "$E_DEPENDENT" "it depends on $needed, which was not put in place"
  done
  # shellcheck disable=SC2034 # the columns by their names
  while IFS=' ' read -r n before after keep path <&3; do
    beside
    if [ "$before" = absent ]; then
      [ ! -e "$path" ] || take_back "$E_MOVED" "$path"
    else
      [ -e "$path" ] || take_back "$E_MOVED" "$path"
      ln -f -T -- "$path" "$old" || take_back "$E_NOT_WRITTEN" "$path cannot be replaced: the files are as they were"
      sum "$old"
      # shellcheck disable=SC3013 # every shell that a box has as its sh knows -ef
      [ "$path" -ef "$old" ] && [ "$sum" = "$before" ] || take_back "$E_MOVED" "$path"
    fi
    if [ "$after" = absent ]; then rm -f -- "$path"; else mv -f -T -- "$new" "$path"; fi ||
      take_back "$E_NOT_WRITTEN" "$path cannot be replaced: the files are as they were"
    # The last look at the old file comes after the rename: whoever wrote into it in that instant has it back.
    if [ "$before" != absent ] && { sum "$old"; [ "$sum" != "$before" ]; }; then
      mv -f -T -- "$old" "$path"
      take_back "$E_MOVED" "$path"
    fi
  done 3<"$journal/edits"
  # shellcheck disable=SC2046 # a folder each
  [ ! -s "$journal/edits" ] ||
    durable $(while IFS=' ' read -r _ _ _ _ changed; do printf '%s\n' "${changed%/*}"; done <"$journal/edits" | sort -u)
  phase swapped || take_back "$E_NOT_WRITTEN" "$state cannot be written: the files are as they were"
}
