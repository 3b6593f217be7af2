# shellcheck shell=sh
# A standing root shell: it runs one script after the other. Any POSIX sh with coreutils (8.22 or later) runs it.
#
# It stands on the command line, since a shell that read it from its standard input might read ahead (dash does) and swallow what is meant
# for the scripts; read and head -c take no byte too many. Scripts and their input come by standard input and go on in a variable and a
# pipe: neither ever stands on a command line, where every user of the box could read it. A script runs in a process of its own, so that
# its exit ends nothing else, and in a process group of its own under timeout, so that it ends though we may be gone. What it leaves of its
# input is drained, so that the next script begins where it should. The mark is sent, so that no script knows it.
#
# Whether files have changed is asked often: that takes no process but stat and sha256sum, and not one byte for each file.
#
# Needs:  $1              SSH_CONNECTION, for the scripts
#         standard input  a line with the mark; then for each script a line with its number, two lengths in bytes, of the script and of its
#                         input, and two times in seconds, after which it is asked and made to end; the script; its input. Or a line with a
#                         number, the word watch and how many paths follow, a line each: they take the place of those before. Or a line
#                         with a number and the word check
# Gives:  $RECONCILER_SHELL, this shell's process, and $SSH_CONNECTION, to every script
# Prints: MARK uid=UID; then for each script what it prints, and MARK script=NUMBER exit=CODE; on standard error what it prints there,
#         and MARK. For a check the hash of what stat tells of the paths that are watched, and the same line, and nothing on standard error
# Exits:  as read does where the mark does not come; 0 at the end of the input

LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin SSH_CONNECTION=$1 RECONCILER_SHELL=$$
# Where somebody has put another coreutils there, such as busybox's, whose timeout may know no -k, the system's own come first.
case $(timeout --version 2>&1) in *coreutils*) ;; *) PATH=/usr/sbin:/usr/bin:/sbin:/bin:$PATH ;; esac
export LC_ALL PATH SSH_CONNECTION RECONCILER_SHELL
umask 077
cd /
IFS= read -r mark || exit
# shellcheck disable=SC2016 # the shell expands it that runs it
run='text=$RECONCILER_SCRIPT; unset RECONCILER_SCRIPT; eval "$text"'
printf '%s uid=%s\n' "$mark" "$(id -u)"
while IFS=' ' read -r number script input soft hard; do
  case $script in
    watch)
      set --
      while [ "$input" -gt 0 ] && IFS= read -r path; do set -- "$@" "$path" && input=$((input - 1)); done
      continue ;;
    check)
      stat -L -c '%n %d %i %s %y %z %a %u %g' -- "$@" 2>&1 | sha256sum 2>/dev/null
      printf '%s script=%s exit=%s\n' "$mark" "$number" "$?"
      continue ;;
  esac
  text=$(head -c "$script")
  if [ "$input" = 0 ]; then
    RECONCILER_SCRIPT=$text timeout -k "$hard" "$soft" sh -c "$run" script </dev/null
  else
    head -c "$input" | {
      RECONCILER_SCRIPT=$text timeout -k "$hard" "$soft" sh -c "$run" script
      code=$?
      cat >/dev/null
      exit "$code"
    }
  fi
  code=$?
  printf '%s\n' "$mark" >&2
  printf '%s script=%s exit=%s\n' "$mark" "$number" "$code"
done
