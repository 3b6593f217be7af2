# shellcheck shell=sh
# What the account may read under which Asterisk runs: asked as that account, by setpriv (util-linux) or chroot (coreutils).
#
# Needs:  asterisk_process  of asterisk-process.sh, and its $pid
# Gives:  asterisk_account  puts its numbers into $uid $gid $groups; nothing where Asterisk does not run
#         unreadable        reads paths, a line each
# Prints: unreadable: @unreadable PATH for each that the account may not read, and @tried; nothing where it cannot be asked
# Exits:  nothing

asterisk_account() {
  asterisk_process
  uid= gid= groups=
  [ -r "/proc/$pid/status" ] || return 0
  while read -r word first second rest; do
    case $word in
      Uid:) uid=$second ;;
      Gid:) gid=$second ;;
      Groups:) groups=$(printf '%s' "$first $second $rest" | tr -s ' ' ',') groups=${groups%,} ;;
    esac
  done <"/proc/$pid/status"
}
# Whoever writes to it is heard to the end, though there may be nothing to ask with: a broken pipe is an error that nobody made.
unreadable() {
  if [ -z "$uid" ]; then set --
  elif command -v setpriv >/dev/null 2>&1; then
    if [ -n "$groups" ]; then set -- --groups "$groups"; else set -- --clear-groups; fi
    set -- setpriv --reuid "$uid" --regid "$gid" "$@"
  elif command -v chroot >/dev/null 2>&1; then set -- chroot "--userspec=$uid:$gid" "--groups=$groups" /
  else set --
  fi
  # shellcheck disable=SC2016 # the inner shell's
  [ $# -eq 0 ] ||
    "$@" sh -c 'while IFS= read -r path; do [ -r "$path" ] || printf "@unreadable %s\n" "$path"; done; printf "@tried\n"' 2>/dev/null
  cat >/dev/null
}
