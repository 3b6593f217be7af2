# shellcheck shell=sh
# The program on the box that undoes one part of a transaction: made for it, kept in its journal, and gone with it. The watchdog's timer
# runs it when nobody comes back, we run it to roll back, and a person may: undo-all.sh runs that of each part.
#
# A file is brought back only while it holds what the transaction wrote: what somebody changed after us stays. The old file is still there,
# under another name beside it, so that a full disk does not matter; the copy in the journal is the second net. Asterisk is restarted only
# where the transaction had restarted it, and only as the policy allows.
#
# Needs:  $1                  held, and then $2 is the transaction that holds the lock: undo it, and leave the part open; watch: undo it if
#                             it is due and nobody is at work, and end it; nothing: the same, due or not
#         $made_for           the transaction that it is made for; it does nothing to another
#         $in_asterisk        1 where the part lives in Asterisk
#         reload_memory       the reload that makes the files of the part effective, if there is one; where it fails it ends the script
#         restart             makes the restart of asterisk-start.sh that the policy allows
#         start_asterisk      of asterisk-start.sh
#         $state $boot $part $journal $epoch $sum $new $ask $old
#                             of journal.sh, and its functions, after its part
# Gives:  $of $n $path        the file that beside of journal.sh is asked about
#         $id $owner          whoever holds the lock, for functions of journal.sh
# Prints: a line for each file: restored=PATH, removed=PATH, emptied=PATH, kept=PATH where somebody changed it after us, or failed=PATH;
#         restarted=CHANNELS where it restarted Asterisk, and how many were up: a number, or unknown. Where it ends the part it writes
#         into notes: time=TIME transaction=ID revision=REVISION part=PART why=unfinished or unconfirmed, and restarted= where it did
# Exits:  E_FILE_NOT_BACK     a file could not be brought back
#         E_UNANSWERED        the files are back; Asterisk does not answer
#         as start_asterisk or restart does
# Knows:  E_ASTERISK_NOT_BACK of restart: it restarted all the same

# A boot in between, or the web interface, may have read what we had put there: then it is in memory, and a reload is due.
may_be_read() { [ -e "$journal/activated" ] || printf '' 2>/dev/null >"$journal/activated" || perhaps=1; }
aside() { rm -f -- "$ask"; [ "$after" = absent ] || ln -- "$path" "$ask"; }
ours_still() {
  # Whoever wrote into it in this very instant has it back.
  if [ "$after" != absent ] && { sum "$ask"; [ "$sum" != "$after" ]; }; then
    mv -f -T -- "$ask" "$path"
    theirs=1
    printf 'kept=%s\n' "$path"
  else
    rm -f -- "$ask"
    printf '%s\n' "$1"
  fi
}
copy_back() {
  printf '' >"$new" || return
  if [ -e "$path" ]; then cp --attributes-only --preserve=all -- "$path" "$new"
  else chown --reference="${path%/*}" -- "$new" && chmod 640 -- "$new"
  fi
  cat -- "$journal/original.$n" >"$new" && sum "$new" && [ "$sum" = "$before" ] && mv -f -T -- "$new" "$path"
}
restore() {
  of=$(cat "$journal/id") theirs= failed= perhaps=
  sort -rn "$journal/edits" >"$journal/backwards" || sort -rn "$journal/edits" >"/run/reconciler-backwards" || return "$E_FILE_NOT_BACK"
  list=$journal/backwards; [ -s "$list" ] || list=/run/reconciler-backwards
  # shellcheck disable=SC2034 # the columns by their names
  while IFS=' ' read -r n before after keep path <&3; do
    beside
    rm -f -- "$new" "$ask"
    sum "$path"
    seen=$sum
    [ "$seen" != "$after" ] || [ "$after" = "$before" ] || may_be_read
    if [ "$before" = "$after" ] || [ "$seen" = "$before" ]; then
      rm -f -- "$old"
    elif [ "$seen" != "$after" ]; then
      theirs=1
      printf 'kept=%s\n' "$path"
    elif [ "$before" = absent ] && [ -n "$theirs" ] && [ "${path%.conf}" != "$path" ]; then
      # A line that somebody may have kept includes it: a missing file would cut theirs.
      printf '; emptied when a change was undone\n' >"$path" && printf 'emptied=%s\n' "$path" || failed=1
    elif [ "$before" = absent ]; then
      aside && rm -f -- "$path" && ours_still "removed=$path" || failed=1
    elif [ ! -L "$old" ] && [ -f "$old" ] && sum "$old" && [ "$sum" = "$before" ] &&
      touch -c -- "$old" && aside && mv -f -T -- "$old" "$path"; then
      ours_still "restored=$path"
    elif copy_back; then
      printf 'restored=%s\n' "$path"
    else
      failed=1
      printf 'failed=%s\n' "$path"
    fi
  done 3<"$list"
  rm -f /run/reconciler-backwards
  sync
  [ -z "$failed" ] || return "$E_FILE_NOT_BACK"
}

life() {
  said=$(timeout -k 1 10 asterisk -rx 'core waitfullybooted' 2>&1)
  case $said in *'fully booted'*) echo running ;; *'Unable to connect'*) echo stopped ;; *) echo hung ;; esac
}

restarted=
memory() {
  [ -e "$journal/activated" ] || [ -n "$perhaps" ] || return 0
  # What is no part of Asterisk may be stopped, and reads its files when it starts.
  [ -n "$in_asterisk" ] || { ( reload_memory ) >/dev/null 2>&1 9>&-; return 0; }
  case $(life) in
    running) ;;
    stopped) [ -e "$journal/restarted" ] || return 0
      ( start_asterisk ) 9>&-
      return ;;
    *) return "$E_UNANSWERED" ;;
  esac
  if [ -e "$journal/restarted" ]; then
    met=$(timeout -k 1 5 asterisk -rx 'core show channels count' 2>/dev/null) && met=${met%% active channel*} || met=
    ( restart ) 9>&-
    code=$?
    case $code in 0 | "$E_ASTERISK_NOT_BACK") restarted=${met:-unknown} ;; esac
    return "$code"
  fi
  ( reload_memory ) 9>&- || return "$E_UNANSWERED"
  # What Asterisk does in the background is done before anybody looks.
  sleep 1
}
undo() {
  phase undoing
  restore || return
  memory >/dev/null
  code=$?
  [ -z "$restarted" ] || printf 'restarted=%s\n' "$restarted"
  return "$code"
}
is_due() {
  IFS=' ' read -r booted_then at <"$journal/due" || return 0
  if [ "$booted_then" = "$boot" ]; then [ "$(up)" -ge "$at" ]; else [ "$(up)" -ge "$(sed -n 's/^within //p' "$journal/manifest")" ]; fi
}
watch() {
  exec 9>>"$state/lock"
  flock -w 5 9 || exit 0
  [ -d "$journal" ] || exit 0
  of=$(cat "$journal/id")
  [ "$of" = "$made_for" ] || exit 0
  [ "$1" != watch ] || is_due || exit 0
  holder
  if alive; then exit 0; fi
  id=watchdog-$of owner='the watchdog on the box' epoch=$((epoch + 1))
  record "$epoch" "$id" 600 "$owner" || :
  trap release EXIT
  stage=$(cat "$journal/phase")
  undo || exit
  why=unfinished
  if [ "$stage" = waiting ]; then
    why=unconfirmed
    [ ! -f "$journal/entries" ] || quarantine "$(cat "$journal/entries")" || :
  fi
  note="time=$(now) transaction=$of revision=$(cat "$journal/revision") part=$part why=$why${restarted:+ restarted=$restarted}"
  bounded "$state/notes" "$note" || :
  commit undone && finish
}
case ${1:-} in
  held) id=$2; undo ;;
  *) watch "${1:-}" ;;
esac
