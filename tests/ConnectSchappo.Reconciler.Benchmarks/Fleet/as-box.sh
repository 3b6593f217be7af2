# shellcheck shell=sh
# Makes one box of the lab answer as many: each of its addresses has files of its own, with the name of the box that it stands for.
#
# Needs:  $range  the addresses, as ip route takes them
#         $from   the name that is in our files now
#         standard input  a line for each address: ADDRESS NAME
# Prints: nothing
# Exits:  as the first command that failed

set -e
: "${range:?}" "${from:?}"
ip route replace local "$range" dev lo
files=$(grep -rl "(box $from)" /etc/asterisk /etc/fail2ban)
while read -r address name; do
  for file in $files; do
    mkdir -p "/boxes/$address${file%/*}"
    sed "s/(box $from)/(box $name)/" "$file" >"/boxes/$address$file"
    chown --reference="$file" "/boxes/$address$file"
    chmod --reference="$file" "/boxes/$address$file"
  done
done

# What a login runs sees the files of the address that it came to, in a mount namespace of its own.
cat >/usr/local/sbin/as-box <<'SCRIPT'
#!/bin/sh
for file in $(cd "/boxes/$1" && find . -type f); do mount --bind "/boxes/$1/$file" "/$file"; done
SSH_CONNECTION=$2
export SSH_CONNECTION
exec sh -c "$3"
SCRIPT
cat >/usr/local/bin/log-in <<'SCRIPT'
#!/bin/sh
for address in $SSH_CONNECTION; do case $address in 198.18.*) break ;; esac; done
case $address in
  198.18.0.251) exec sleep 86400 ;;
  198.18.0.252) while :; do printf x; sleep 0.1; done ;;
  198.18.0.253) exec cat /dev/zero ;;
esac
exec sudo -n unshare -m /usr/local/sbin/as-box "$address" "$SSH_CONNECTION" "$SSH_ORIGINAL_COMMAND"
SCRIPT
chmod 755 /usr/local/sbin/as-box /usr/local/bin/log-in
printf 'MaxStartups 2000\nMatch LocalAddress 198.18.0.0/15\n  ForceCommand /usr/local/bin/log-in\n' >>/etc/ssh/sshd_config
systemctl reload ssh
