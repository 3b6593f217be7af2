# shellcheck shell=sh
# The certificate of a TLS transport: the files on disk, and one handshake with it from the box itself, of four seconds at most; after one
# that hangs no other is asked. Keys do not leave the box. It needs openssl.
#
# Needs:  unreadable  of rights.sh
# Gives:  transport NAME CERTIFICATE KEY ADDRESS HAS_PASSWORD
#                     with paths of the two files, the address and port to ask, or nothing, and 1 where Asterisk has the key's password
# Prints: @tls NAME, and what is known of it: @tls-fault fault=WORD path=PATH, where the word is missing, closed, empty or locked;
#         @tls-disk BASE64 of DER; @tls-key same or other; @tls-served BASE64 of DER
# Exits:  nothing

stuck=
# shellcheck disable=SC2143 # whoever prints is heard to the end
closed() { [ -n "$(printf '%s\n' "$1" | unreadable | grep '^@unreadable ')" ]; }
transport() {
  printf '@tls %s\n' "$1"
  faults=
  for file in "$2" "$3"; do
    if [ ! -f "$file" ]; then fault=missing
    elif closed "$file"; then fault=closed
    else continue
    fi
    printf '@tls-fault fault=%s path=%s\n' "$fault" "$file"
    faults=1
    [ "$2" != "$3" ] || break
  done
  command -v openssl >/dev/null 2>&1 || return 0
  if [ -z "$faults" ]; then
    disk=$(timeout -k 1 5 openssl x509 -in "$2" -outform DER 2>/dev/null </dev/null | base64 -w 0)
    of_certificate=$(timeout -k 1 5 openssl x509 -in "$2" -noout -pubkey 2>/dev/null </dev/null)
    of_key=$(timeout -k 1 5 openssl pkey -in "$3" -passin pass: -pubout 2>/dev/null </dev/null)
    if [ -z "$disk" ]; then printf '@tls-fault fault=empty path=%s\n' "$2"; else printf '@tls-disk %s\n' "$disk"; fi
    if [ -n "$of_key" ]; then
      if [ "$of_certificate" = "$of_key" ]; then printf '@tls-key same\n'; else printf '@tls-key other\n'; fi
    elif [ -z "$5" ]; then
      if grep -q ENCRYPTED "$3"; then fault=locked; else fault=empty; fi
      printf '@tls-fault fault=%s path=%s\n' "$fault" "$3"
    fi
  fi
  [ -n "$4" ] && [ -z "$stuck" ] || return 0
  begun=$(date +%s)
  served=$(timeout -k 1 4 openssl s_client -connect "$4" 2>/dev/null </dev/null | openssl x509 -outform DER 2>/dev/null | base64 -w 0)
  [ $(($(date +%s) - begun)) -lt 3 ] || stuck=1
  [ -z "$served" ] || printf '@tls-served %s\n' "$served"
}
