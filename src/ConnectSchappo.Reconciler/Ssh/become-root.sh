# shellcheck shell=sh
# Runs a program as root. For root itself sudo is not asked.
#
# Needs:  $1  the program, a text of shell, which gets $SSH_CONNECTION as its $1
# Prints: what the program prints
# Exits:  as the program does, or as sudo where that refuses

[ "$(id -u)" != 0 ] || exec sh -c "$1" reconciler "$SSH_CONNECTION"
exec sudo -n sh -c "$1" reconciler "$SSH_CONNECTION"
