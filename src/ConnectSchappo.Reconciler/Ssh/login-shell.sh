# shellcheck shell=sh
# Runs a command whose words stood on one line. The account's login shell reads that line, and tcsh takes no line end within quotes: a tab
# stands for each.
#
# Needs:  $1...  the command and its words
# Prints: what the command prints
# Exits:  as the command does

tab=$(printf "\t"); for w do shift; case $w in *"$tab"*) w=$(printf %s "$w" | tr "\t" "\n") ;; esac; set -- "$@" "$w"; done; exec "$@"
