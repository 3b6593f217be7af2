# shellcheck shell=sh
# Reads files. What is no regular file is not opened, what is large is not sent, and the rest is read as far as its size was said: so one
# bad file costs nothing but itself.
#
# Needs:  $most_of_one $most_of_all  the bytes of the largest file that is read, and of all together
#         $known $nl                 what is known already, of observe.sh, and a line's end
#         unreadable                 of rights.sh
# Gives:  look_at_files PATH...
#         $waits                     what is waited for
# Prints: @file STAT for each that is read, and @content BASE64 where that is not known; @unseen reason=REASON path=PATH for each
#         that is not; @link PATH and @target PATH for each symbolic link, and where it leads in the end; @address IP, from which we
#         come; @directory PATH, where the configuration really lies; what unreadable prints
# Exits:  nothing

look_at_files() {
  waits='the files'
  for path; do
    [ ! -L "$path" ] || printf '@link %s\n@target %s\n' "$path" "$(readlink -f -- "$path")"
  done
  {
    lost=$(stat -L -c '%i %s %y %z %h %a %U %G %n' -- "$@" 2>&1 >&3 3>&-)
    printf '%s\n' "$lost"
  } 3>&1 | {
    changed= left=$most_of_all
    while IFS= read -r line; do
      case $line in
        [0-9]*) ;;
        'stat: '*': No such file or directory' | 'stat: '*': Not a directory' | 'stat: '*': Too many levels of symbolic links') continue ;;
        'stat: '*"'/"*"'"*) path=/${line#*\'/} && printf '@unseen reason=unreadable path=%s\n' "${path%\'*}"; continue ;;
        *) continue ;;
      esac
      path=/${line#* /} size=${line#* }
      size=${size%% *}
      [ -e "$path" ] || continue
      if [ -d "$path" ]; then printf '@unseen reason=folder path=%s\n' "$path"; continue; fi
      if [ ! -f "$path" ]; then printf '@unseen reason=special path=%s\n' "$path"; continue; fi
      if [ "$size" -gt "$most_of_one" ]; then printf '@unseen reason=large path=%s\n' "$path"; continue; fi
      if [ "$size" -gt "$left" ]; then printf '@unseen reason=toomuch path=%s\n' "$path"; continue; fi
      left=$((left - size))
      printf '@file %s\n' "$line"
      case $known in
        *"$nl$line$nl"*) ;;
        *)
          printf '@content '; timeout -k 1 10 head -c "$size" -- "$path" 2>/dev/null | base64 -w 0; printf '\n'
          changed=$changed$path$nl ;;
      esac
    done
    [ -z "$changed" ] || printf '%s' "$changed" | unreadable
  }
  printf '@address %s\n' "${SSH_CONNECTION%% *}"
  printf '@directory %s\n' "$(readlink -f /etc/asterisk)"
}
