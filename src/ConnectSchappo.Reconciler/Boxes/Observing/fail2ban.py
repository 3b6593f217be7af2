import errno, socket, sys, time
from fail2ban.client.csocket import CSocket
patience, late = float(sys.argv[1]), int(sys.argv[2])
until = time.time() + patience
socket.setdefaulttimeout(patience)
def connect():
    while True:
        try:
            return CSocket("/var/run/fail2ban/fail2ban.sock")
        except socket.error as error:
            if error.errno != errno.EAGAIN:
                raise
            if time.time() > until:
                sys.exit(late)
            time.sleep(0.1)
def ask(*words):
    code, answer = fail2ban.send(list(words))
    if code != 0:
        raise SystemExit(1)
    return answer
try:
    fail2ban = connect()
    for jail in [j.strip() for j in dict(ask("status"))["Jail list"].split(",") if j.strip()]:
        print("These IP addresses/networks are ignored:")
        for network in ask("get", jail, "ignoreip"):
            print("|- %s" % network)
        print("Status for the jail: %s" % jail)
        print("Actions: %s" % " ".join(ask("get", jail, "actions")))
        banned = [str(i) for i in dict(dict(ask("status", jail))["Actions"])["Banned IP list"]]
        if banned:
            # Versions before 0.10.5 have no times.
            code, bans = fail2ban.send(["get", jail, "banip", "--with-time"])
            for ban in bans if code == 0 and isinstance(bans, (list, tuple)) else []:
                print("Ban: %s" % ban)
        print("Banned IP list: %s" % " ".join(banned))
    print("@all")
except socket.timeout:
    sys.exit(late)
