# shellcheck shell=sh
# Begins a transaction: it takes the lock, and for each part writes its journal and then each new file beside its target, where it has the
# target's owner, mode, ACL and SELinux context, but where the plan gives it its rights anew. Nothing that anybody reads is changed; a part
# that does not come so far is taken back, and the others go on.
#
# Needs:  $id $us                    the transaction, and for people who makes it
#         $revision $plan $within    what it brings: the revision, the plan's digest; and for how many seconds the box waits for us
#         $undo_all                  undo-all.sh, the program for the watchdog and for people
#         $depends                   of a part: the parts that it must not be done without
#         standard input             of a part: a line with two lengths in bytes, of the program that undoes it and of what memory holds
#                                    otherwise; a line for each edit, BEFORE AFTER KEEP SIZE MODE LIKE RIGHTS PATH (two digests, or absent;
#                                    whether the original is kept for people; bytes and mode of the new file; whose owner it gets, or -;
#                                    kept or given), and an empty one; these two; the new contents
#         $state $epoch $boot $part $journal $sum $new $ask
#                                    of journal.sh, and its functions
#         fail2ban_errors            of fail2ban-errors.sh
# Gives:  begin_open, begin, begin_close
#                                    what comes first; what is done with a part; what comes last
#         $of $n $path               the file that beside of journal.sh is asked about
# Prints: nothing; on standard error of a part why it was not begun, in one line, which is the file's path alone for E_MOVED
# Exits:  E_UNFINISHED               an earlier transaction of the part was neither confirmed nor undone
#         E_DEPENDENT                a part that it must not be done without was not begun
#         E_NOT_WRITTEN              something could not be written: nothing was changed
#         E_REFUSED                  a file is not to be replaced
#         E_MOVED                    a file is not the one that the plan saw
#         E_UNREADABLE               fail2ban would not read the file

begin_open() {
  take
  clear_away
}
give_up() {
  code=$1; shift
  if [ -d "$journal" ]; then commit undone; finish; else rm -rf -- "$state/new/$part"; fi
  stop "$code" "$*"
}
begin() {
  [ ! -d "$journal" ] || stop "$E_UNFINISHED" "transaction $(cat "$journal/id") is neither confirmed nor rolled back"
  for needed in $depends; do
    [ -d "$state/journal/$needed" ] || stop "$E_DEPENDENT" "it depends on $needed, which was not begun"
  done
  fresh=$state/new/$part
  [ ! -e "$fresh" ] || rm -rf -- "$fresh"
  { [ -d "$state/new" ] && [ -d "$state/journal" ] || mkdir -p -m 700 -- "$state/new" "$state/journal"; } &&
    mkdir -m 700 -- "$fresh" && printf '' >"$fresh/edits" && printf '' >"$fresh/sizes" ||
    stop "$E_NOT_WRITTEN" "$state cannot be written: nothing was changed"
  IFS=' ' read -r length held
  n=0
  while IFS=' ' read -r before after keep size mode like rights path && [ -n "$path" ]; do
    n=$((n + 1))
    [ ! -L "$path" ] || path=$(readlink -f -- "$path") || give_up "$E_REFUSED" "$path is a broken symbolic link"
    sum "$path"
    [ "$sum" = "$before" ] || give_up "$E_MOVED" "$path"
    if [ -e "$path" ]; then
      [ -f "$path" ] || give_up "$E_REFUSED" "$path is not a regular file"
      [ "$(stat -c %h -- "$path")" = 1 ] || give_up "$E_REFUSED" \
        "$path has other names (hard links), which would keep the old text: give it one name, with cp --remove-destination"
      cat -- "$path" >"$fresh/original.$n" || give_up "$E_NOT_WRITTEN" "the journal cannot be written"
    fi
    printf '%s %s %s %s %s\n' "$n" "$before" "$after" "$keep" "$path" >>"$fresh/edits" &&
      printf '%s %s %s %s %s\n' "$n" "$size" "$mode" "$like" "$rights" >>"$fresh/sizes" ||
      give_up "$E_NOT_WRITTEN" "the journal cannot be written"
  done
  {
    printf '%s\n' "$id" >"$fresh/id" && printf '%s\n' "$revision" >"$fresh/revision" &&
    printf 'transaction %s\nrevision %s\nplan %s\nowner %s\nepoch %s\ntime %s\nwithin %s\n' \
      "$id" "$revision" "$plan" "$us" "$epoch" "$(now)" "$within" >"$fresh/manifest" &&
    printf 'journalled\n' >"$fresh/phase" && printf '%s %s\n' "$boot" "$(($(up) + within))" >"$fresh/due" &&
    head -c "$length" >"$fresh/undo" && [ "$(wc -c <"$fresh/undo")" = "$length" ] &&
    head -c "$held" >"$fresh/held" && [ "$(wc -c <"$fresh/held")" = "$held" ]
  } || give_up "$E_NOT_WRITTEN" "the journal cannot be written"
  durable "$fresh" "$fresh"/*
  mv -T -- "$fresh" "$journal" || give_up "$E_NOT_WRITTEN" "the journal cannot be written"

  of=$id
  set -- "$state/journal"
  while IFS=' ' read -r n before after keep path <&3 && IFS=' ' read -r n size mode like rights <&4; do
    [ "$after" != absent ] || continue
    beside
    ( set -C; : >"$new" ) || give_up "$E_NOT_WRITTEN" "$new cannot be written: nothing was changed"
    if [ -e "$path" ] && [ "$rights" = kept ]; then
      cp --attributes-only --preserve=all -- "$path" "$new" || give_up "$E_NOT_WRITTEN" "the owner and mode of $path cannot be copied"
    else
      [ "$like" = - ] || chown --reference="$like" -- "$new" || give_up "$E_NOT_WRITTEN" "the owner of $like cannot be copied"
      chmod "$mode" -- "$new" || give_up "$E_NOT_WRITTEN" "the mode of $new cannot be set"
    fi
    head -c "$size" >"$new" && sum "$new" && [ "$sum" = "$after" ] ||
      give_up "$E_NOT_WRITTEN" "$path cannot be written completely (is the disk full?): nothing was changed"
    set -- "$@" "$new"
    # By itself a file that only adds to a section has nothing to add to: Asterisk is asked about it with that section before it.
    if grep -q '^\[[a-z]*\](+)$' <"$new"; then
      cp --attributes-only --preserve=all -- "$new" "$ask" &&
        { sed -n 's/^\(\[[a-z]*\]\)(+)$/\1/p' <"$new"; cat -- "$new"; } >"$ask" ||
        give_up "$E_NOT_WRITTEN" "$ask cannot be written: nothing was changed"
    fi
    case $path in
      /etc/fail2ban/*)
        if command -v fail2ban-client >/dev/null 2>&1; then
          rm -rf "$journal/fail2ban" && cp -R /etc/fail2ban "$journal/fail2ban" &&
            cat "$new" >"$journal/fail2ban/${path#/etc/fail2ban/}" || give_up "$E_NOT_WRITTEN" "the journal cannot be written"
          said=$(timeout -k 1 30 fail2ban-client -c "$journal/fail2ban" -t 2>&1) || {
            as_it_is=$(timeout -k 1 30 fail2ban-client -t 2>&1) ||
              give_up "$E_UNREADABLE" "fail2ban cannot read its present configuration, without this change:" \
                "$(printf '%s\n' "$as_it_is" | fail2ban_errors). Correct it, then test it with: fail2ban-client -t"
            give_up "$E_UNREADABLE" "fail2ban cannot read the new $path: $(printf '%s\n' "$said" | fail2ban_errors)"
          }
          rm -rf "$journal/fail2ban"
        fi ;;
    esac
  done 3<"$journal/edits" 4<"$journal/sizes"
  durable "$@"
  rm -f "$journal/sizes" || give_up "$E_NOT_WRITTEN" "the journal cannot be written"
}
begin_close() {
  if opened; then
    printf '%s' "$undo_all" >"$state/undo.new" && mv -f -T -- "$state/undo.new" "$state/undo"
  fi
  let_go
}
