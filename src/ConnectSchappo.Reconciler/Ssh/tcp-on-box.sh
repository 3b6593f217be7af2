# shellcheck shell=bash
# A TCP connection made by the box itself, through bash's /dev/tcp: the one script that needs bash.
#
# When the service hangs up, the program says so, and goes on: it takes what we write, and ends when we end its input. It must not end
# before us. SSH.NET may send data after it has confirmed the end of a channel, and sshd ends the whole connection for that ("data packet
# referred to nonexistent channel"). Seen with SSH.NET 2026.0.0, when Asterisk hung up while a probe wrote.
#
# Nothing ends a connect but its success, a refusal or a signal: a port whose owner accepts nobody holds it for two minutes. Until then sshd
# counts the session, of which it allows ten to a connection, whatever we do on our side. So a watcher ends it when we hang up, and after
# the time that we wait for it. We send nothing before the sign, and the watcher is gone by then, so that it takes nothing of what is meant
# for the service. It is killed for good: bash notes a SIGTERM that comes just before it reads, and reads on until the time is over. Seen on
# Debian 12.
#
# The reader is a job with a process group of its own: the end of a job ends all of its processes, and no other process that has its number
# by then.
#
# Needs:  $1 $2  host and port
#         $3     the seconds after which a connection that has not come about is given up
#         $4     the sign that it has
# Prints: the sign, and then what the service sends; on standard error, NUL when the service has hung up: start files print there too
# Exits:  E_NOT_CONNECTED  nobody takes the connection

{ read -r -t "$3" <&4; kill -KILL $$; } 4<&0 </dev/null >/dev/null 2>&1 &
watcher=$!
stop_watching() { kill -KILL "$watcher"; wait "$watcher"; } 2>/dev/null
exec 3<>"/dev/tcp/$1/$2" || { stop_watching; exit "$E_NOT_CONNECTED"; }
stop_watching
printf %s "$4"
set -m
{ cat 2>/dev/null; head -c 1 /dev/zero >&2; } <&3 &
set +m
exec >/dev/null 2>&1
cat >&3
cat
kill -KILL %%
