# shellcheck shell=sh
# Reads a box's files, its certificate, what Asterisk's log says of configuration, fail2ban's memory and the address that it sees us from,
# in one round trip. It changes nothing, and needs a POSIX sh and coreutils alone; openssl, setpriv and iptables tell more where they are.
#
# Needs:  standard input      what the look before printed of files, a line each, and @hung where fail2ban hung: it is not printed again
#                             while it stays
#         $tick               seconds in which the times of files advance, to be waited for before they are read; nothing where no matter
#         $certificate        the PEM file whose certificate is wanted; nothing where none is
#         transports          a function that runs transport of transport.sh for each TLS transport
#         asterisk_account    of rights.sh, and its $uid $gid $groups
#         look_at_files       of files.sh
#         look_at_certificate of certificate.sh, where $certificate names one
#         look_at_log         of config-log.sh
#         fail2ban            of fail2ban.sh
# Gives:  tell_account FOLDER...  comes first: what is known hangs on the rights of the account, and of these folders above what is read
#         look PATH...
#         look_at_files_alone PATH...  asks nothing besides
#         $nl $known          a line's end, and what is known already
#         $patience           how long fail2ban is waited for
# Prints: tell_account: @account NUMBERS; look: what each of the files above prints, fail2ban last; look_at_files_alone: what files.sh
#         prints
# Exits:  E_TERMINATED        it was ended in its time; the last word of its diagnostics is what it waited for

nl='
'
known=$nl$(cat)$nl
case $known in *"$nl@hung$nl"*) patience=1 ;; *) patience=4 ;; esac
tell_account() {
  asterisk_account
  # Whether a file can be read hangs on the folders above it too, and nothing of the file itself tells of them.
  # shellcheck disable=SC2046 # a word each
  account="$uid $gid $groups"$(printf ' %s' $(stat -L -c '%a:%u:%g' -- "$@" 2>/dev/null))
  printf '@account %s\n' "$account"
  case $known in *"$nl@account $account$nl"*) ;; *) known= ;; esac
}
look() {
  # fail2ban is asked beside all else, and told last. Of a script that is ended in its time, the last word is what it waited for.
  trap 'exit "$E_TERMINATED"' TERM
  fail2ban | {
    trap 'printf "it waited for %s" "$waits" >&2; exit "$E_TERMINATED"' TERM
    [ -z "$tick" ] || sleep "$tick"
    look_at_files "$@"
    [ -z "$certificate" ] || look_at_certificate
    transports
    look_at_log
    waits=fail2ban
    cat
  }
  :
}
look_at_files_alone() {
  trap 'printf "it waited for the files" >&2; exit "$E_TERMINATED"' TERM
  look_at_files "$@"
}
