#!/bin/sh
# The floor of a comparison: what a check of a box that the playbook converged has to read there, in one shell, as root.
set -e
for file in asterisk/http_custom.conf asterisk/modules.conf asterisk/pjsip_transport_custom.conf \
  asterisk/pjsip_custom.conf asterisk/sip_custom.conf fail2ban/jail.local; do
  cat "/etc/$file"; echo '@@'
done
asterisk -rx 'http show status'; echo '@@'
asterisk -rx 'module show like pjsip_transport_websocket'; echo '@@'
asterisk -rx 'pjsip show endpoint 250'; echo '@@'
asterisk -rx 'pjsip show endpoints'; echo '@@'
asterisk -rx 'sip show peers'
