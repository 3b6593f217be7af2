# shellcheck shell=sh
# Takes the lock for unfinished parts of anybody, and clears away what ended ones left.
#
# Needs:  $state     of journal.sh, and its functions
# Prints: what the watchdog noted, as undo-program.sh writes it: a line for each part
# Exits:  E_NOTHING  no part is unfinished; the lock is nobody's

take
clear_away
[ ! -f "$state/notes" ] || { cat "$state/notes" && rm -f -- "$state/notes"; }
opened || { finish; release; exit "$E_NOTHING"; }
