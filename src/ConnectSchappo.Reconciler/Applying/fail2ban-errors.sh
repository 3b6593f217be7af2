# shellcheck shell=sh
# What fail2ban's own test says of a configuration that it does not read: without the time, and without its last words, which say nothing
# (fail2ban 0.11.2, tried).
#
# Needs:  nothing
# Gives:  fail2ban_errors  reads what fail2ban-client -t said
# Prints: its errors in one line, of 300 letters at most
# Exits:  nothing

fail2ban_errors() { sed -n 's/^.* ERROR  *//; /^ERROR: test configuration failed$/d; p' | tr '\n' ' ' | cut -c 1-300; }
