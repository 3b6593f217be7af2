# shellcheck shell=sh
# The web server's certificate and its key. Private keys stay where they are: of a PEM file only the certificates are printed, and of a key
# only how it fits. What is no regular file is not opened, since a FIFO never ends; an empty passphrase keeps openssl from asking for one.
#
# Needs:  $certificate $certificate_key  their files
#         $known $nl                     what is known already, of observe.sh, and a line's end
#         unreadable                     of rights.sh
# Gives:  look_at_certificate
#         $waits                         what is waited for
# Prints: @pem STAT for each of the two that is there; where they are not known @certificate BASE64 of PEM and @key with how the key fits:
#         same, other, missing, special, locked, broken, none, late, untold; or @nocertificate special or missing; of unreadable
# Exits:  nothing
# Knows:  E_TIMED_OUT E_KILLED  of timeout: openssl did not end

certificates() {
  keep=
  head -c 65536 -- "$1" | while IFS= read -r line || [ -n "$line" ]; do
    case $line in *'BEGIN CERTIFICATE'*) keep=1 ;; *BEGIN*) keep= ;; esac
    [ -z "$keep" ] || printf '%s\n' "$line"
    case $line in *'END CERTIFICATE'*) keep= ;; esac
  done
}
holds() { head -c 65536 -- "$1" | grep -a -q -e "$2"; }
fit() {
  [ -e "$2" ] || { echo missing; return; }
  [ -f "$2" ] || { echo special; return; }
  command -v openssl >/dev/null 2>&1 || { echo untold; return; }
  of_key=$(timeout -k 1 5 openssl pkey -in "$2" -passin pass: -pubout </dev/null 2>/dev/null)
  case $? in "$E_TIMED_OUT" | "$E_KILLED") echo late; return ;; esac
  if [ -z "$of_key" ]; then
    if holds "$2" ENCRYPTED; then echo locked; elif holds "$2" 'PRIVATE KEY-'; then echo broken; else echo none; fi
    return
  fi
  of_certificate=$(timeout -k 1 5 openssl x509 -in "$1" -noout -pubkey </dev/null 2>/dev/null)
  case $? in "$E_TIMED_OUT" | "$E_KILLED") echo late; return ;; esac
  if [ "$of_certificate" = "$of_key" ]; then echo same; elif [ -n "$of_certificate" ]; then echo other; else echo untold; fi
}
look_at_certificate() {
  waits='the certificate and its key'
  pem=$(stat -L -c '%i %s %y %z %h %a %U %G %n' -- "$certificate" "$certificate_key" 2>/dev/null)
  printf '%s\n' "$pem" | while IFS= read -r line; do [ -z "$line" ] || printf '@pem %s\n' "$line"; done
  news=1
  if [ -f "$certificate" ] && [ -f "$certificate_key" ]; then
    news=
    while IFS= read -r line; do
      case $known in *"$nl@pem $line$nl"*) ;; *) news=1 ;; esac
    done <<END
$pem
END
  fi
  if [ -n "$news" ]; then
    if [ -f "$certificate" ]; then
      printf '@certificate '; certificates "$certificate" | base64 -w 0; printf '\n'
      printf '@key '; fit "$certificate" "$certificate_key"
    elif [ -e "$certificate" ]; then printf '@nocertificate special\n'
    else printf '@nocertificate missing\n'
    fi
    for path in "$certificate" "$certificate_key"; do [ ! -f "$path" ] || printf '%s\n' "$path"; done | unreadable
  fi
}
