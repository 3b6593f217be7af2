namespace ConnectSchappo.Reconciler.Boxes.Looking;

/// <summary>
/// Asks fail2ban for its memory, and, where it bans somebody, the kernel whether it keeps them out. fail2ban's own client starts a
/// Python for each question, so its library is asked by one; where that does not serve, the client is. It changes nothing.
/// </summary>
internal static class Fail2banScript
{
    public const string Text = """
        jails() {
          timeout 10 fail2ban-client status 2>/dev/null | while IFS= read -r line; do
            case $line in
              *'Jail list:'*)
                set -f
                IFS=', 	'
                for jail in ${line#*list:}; do printf 'get %s ignoreip\nstatus %s\n' "$jail" "$jail"; done ;;
            esac
          done
        }
        socket() {
          IFS= read -r python <"$client" || return 1
          case $python in '#!'*python*) ;; *) return 1 ;; esac
          timeout 10 ${python#??} -c '
        from fail2ban.client.csocket import CSocket
        fail2ban = CSocket("/var/run/fail2ban/fail2ban.sock")
        def ask(*words):
            code, answer = fail2ban.send(list(words))
            if code != 0:
                raise SystemExit(1)
            return answer
        for jail in [j.strip() for j in dict(ask("status"))["Jail list"].split(",") if j.strip()]:
            print("These IP addresses/networks are ignored:")
            for network in ask("get", jail, "ignoreip"):
                print("|- %s" % network)
            print("Status for the jail: %s" % jail)
            print("Actions: %s" % " ".join(ask("get", jail, "actions")))
            print("Banned IP list: %s" % " ".join(str(i) for i in dict(dict(ask("status", jail))["Actions"])["Banned IP list"]))
        print("@all")
        ' 2>/dev/null
        }
        rules() {
          ! command -v "$1" >/dev/null 2>&1 || { timeout 5 "$@" 2>/dev/null && printf '@told\n'; }
        }
        printf '@fail2ban\n'
        if client=$(command -v fail2ban-client); then
          said=$(socket)
          case $said in
            *'@all') ;;
            *) questions=$(jails)
               if [ -n "$questions" ]; then said=$(printf '%s\n' "$questions" | timeout 10 fail2ban-client -i 2>/dev/null)
               elif timeout 5 fail2ban-client ping >/dev/null 2>&1; then said=
               else said=@stopped
               fi ;;
          esac
          printf '%s\n' "$said"
          case $said in *'Banned IP list:'[[:space:]][0-9a-f]*)
            printf '@kernel\n'
            # A ban reaches the kernel a moment after fail2ban tells of it.
            [ $(($(date +%s) - $(stat -c %Y /var/lib/fail2ban/fail2ban.sqlite3 2>/dev/null || printf 0))) -gt 1 ] || sleep 1
            rules iptables -S
            rules ip6tables -S
            rules ipset save
            rules nft list ruleset ;;
          esac
        else
          printf '@absent\n'
        fi

        """;
}
