# shellcheck shell=sh
# Asks whether Asterisk lives, and which version runs, in a way that does not wait for one that hangs. It changes nothing. Asterisk's own
# client does not end by SIGTERM while it waits for one that hangs, so that it is killed. Source: Asterisk 16.28, tried.
#
# Needs:  nothing
# Prints: life=running, life=booting, life=stopped or life=hung; of one that runs version=VERSION, where it says so
# Exits:  nothing but 0
# Knows:  E_NOT_FOUND  of the shell: there is no Asterisk

said=$(timeout -k 1 5 asterisk -rx 'core waitfullybooted' 2>&1)
code=$?
case $said in
  *'fully booted'*) echo life=running
     timeout -k 1 3 asterisk -rx 'core show version' 2>/dev/null | { IFS=' ' read -r name version rest
       [ "$name" = Asterisk ] && printf 'version=%s\n' "$version"; } ;;
  *'Unable to connect'*) echo life=stopped ;;
  *) if [ "$code" = "$E_NOT_FOUND" ]; then echo life=stopped
     elif timeout -k 1 3 asterisk -rx 'core show version' 2>/dev/null | { IFS= read -r line && [ -n "$line" ]; }; then echo life=booting
     else echo life=hung
     fi ;;
esac
