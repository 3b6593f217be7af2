# shellcheck shell=sh
# Reads files. What is no regular file is not opened, what is large is not sent, and the rest is read as far as its size was said: so one
# bad file costs nothing but itself.
#
# Needs:  $most_of_one $most_of_all  the bytes of the largest file that is read, and of all together
#         $most_at_once              the bytes of those that are read by one process: each process costs more than a small file does
#         $known $nl                 what is known already, of observe.sh, and a line's end
#         unreadable                 of rights.sh
# Gives:  look_at_files PATH...
#         $waits                     what is waited for
# Prints: @file STAT for each that is read; where that is not known, @content BASE64 behind it, or @contents NUMBER BASE64 behind so many,
#         of all their contents in this order; @unseen reason=REASON path=PATH for each that is not; @link PATH and @target PATH for each
#         symbolic link, and where it leads in the end; @address IP, from which we come; @directory PATH, where the configuration really
#         lies; what unreadable prints
# Exits:  nothing

stats='%i %s %y %z %h %a %U %G %n'
look_at_files() {
  waits='the files'
  for path; do
    [ ! -L "$path" ] || printf '@link %s\n@target %s\n' "$path" "$(readlink -f -- "$path")"
  done
  {
    lost=$(stat -L -c "$stats" -- "$@" 2>&1 >&3 3>&-)
    printf '%s\n' "$lost"
  } 3>&1 | {
    changed= left=$most_of_all lines= bytes=0
    set --
    while IFS= read -r line; do
      case $line in
        [0-9]*) ;;
        'stat: '*': No such file or directory' | 'stat: '*': Not a directory' | 'stat: '*': Too many levels of symbolic links') continue ;;
        'stat: '*"'/"*"'"*) path=/${line#*\'/} && printf '@unseen reason=unreadable path=%s\n' "${path%\'*}"; continue ;;
        *) continue ;;
      esac
      of_stat "$line"
      [ -e "$path" ] || continue
      if [ -d "$path" ]; then printf '@unseen reason=folder path=%s\n' "$path"; continue; fi
      if [ ! -f "$path" ]; then printf '@unseen reason=special path=%s\n' "$path"; continue; fi
      if [ "$size" -gt "$most_of_one" ]; then printf '@unseen reason=large path=%s\n' "$path"; continue; fi
      if [ "$size" -gt "$left" ]; then printf '@unseen reason=toomuch path=%s\n' "$path"; continue; fi
      left=$((left - size))
      case $known in *"$nl$line$nl"*) printf '@file %s\n' "$line"; continue ;; esac
      changed=$changed$path$nl
      if [ $((bytes + size)) -gt "$most_at_once" ]; then
        read_one "$line"
      else
        set -- "$@" "$path"
        lines=$lines$line$nl bytes=$((bytes + size))
      fi
    done
    [ $# = 0 ] || read_together "$bytes" "$lines" "$@"
    [ -z "$changed" ] || printf '%s' "$changed" | unreadable
  }
  printf '@address %s\n' "${SSH_CONNECTION%% *}"
  printf '@directory %s\n' "$(readlink -f /etc/asterisk)"
}

# Of a line of stat: $path and $size.
of_stat() {
  path=/${1#* /} size=${1#* }
  size=${size%% *}
}

read_one() { # LINE OF STAT
  of_stat "$1"
  printf '@file %s\n@content ' "$1"
  timeout -k 1 10 head -c "$size" -- "$path" 2>/dev/null | base64 -w 0
  printf '\n'
}

# The files that stat says such lines of, and that have so many bytes. Where they came to another number, or stat tells otherwise of them by
# now, one of them cannot be read, or changed meanwhile: each is read by itself then.
read_together() { # BYTES LINES PATH...
  # In base64, three bytes are four.
  due=$((($1 + 2) / 3))
  told=$2
  shift 2
  encoded=$(timeout -k 1 10 cat -- "$@" 2>/dev/null | base64 -w 0)
  if [ "${#encoded}" = "$((due * 4))" ] && [ "$(stat -L -c "$stats" -- "$@" 2>/dev/null)$nl" = "$told" ]; then
    # shellcheck disable=SC2086 # a line each
    (IFS=$nl && set -f && printf '@file %s\n' $told)
    printf '@contents %d %s\n' $# "$encoded"
  else
    printf '%s' "$told" | while IFS= read -r line; do
      read_one "$line"
    done
  fi
}
