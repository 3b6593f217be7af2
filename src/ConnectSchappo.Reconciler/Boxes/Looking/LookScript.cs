using System.Text;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Boxes.Looking;

/// <summary>
/// The script that reads a box's files, its certificate, what Asterisk's log says of configuration, fail2ban's memory and the address
/// that it sees us from, in one round trip. It changes nothing, and needs a POSIX sh and coreutils alone; openssl, setpriv and
/// iptables tell more where they are. What it prints is read by <see cref="Core.Observations.Texts.LookText"/>.
/// </summary>
internal static class LookScript
{
    // Where Asterisk keeps its process number: Debian's, and CentOS's, where /run may be another place than /var/run.
    private const string Functions = """
        account() {
          for file in /var/run/asterisk/asterisk.pid /run/asterisk/asterisk.pid; do
            [ -r "$file" ] && IFS= read -r pid <"$file" && [ -r "/proc/$pid/status" ] && break
            pid=
          done
          [ -n "$pid" ] || pid=$(pgrep -o -x asterisk 2>/dev/null)
          uid= gid= groups=
          [ -r "/proc/$pid/status" ] || return 0
          while read -r key first second rest; do
            case $key in
              Uid:) uid=$second ;;
              Gid:) gid=$second ;;
              Groups:) groups=$(printf '%s' "$first $second $rest" | tr -s ' ' ',') groups=${groups%,} ;;
            esac
          done <"/proc/$pid/status"
        }
        # Whoever writes to it is heard to the end, though there may be nothing to ask with: a broken pipe is an error that nobody made.
        unreadable() {
          if [ -n "$uid" ] && command -v setpriv >/dev/null 2>&1; then
            if [ -n "$groups" ]; then set -- --groups "$groups"; else set -- --clear-groups; fi
            setpriv --reuid "$uid" --regid "$gid" "$@" sh -c '
              while IFS= read -r path; do [ -r "$path" ] || printf "@unreadable %s\n" "$path"; done
              printf "@tried\n"' 2>/dev/null
          fi
          cat >/dev/null
        }

        """;

    // Private keys stay where they are: of a PEM file only the certificates are printed, and of a key only whether it is theirs.
    private const string Pem = """
        certificates() {
          keep=
          while IFS= read -r line || [ -n "$line" ]; do
            case $line in *'BEGIN CERTIFICATE'*) keep=1 ;; esac
            [ -z "$keep" ] || printf '%s\n' "$line"
            case $line in *'END CERTIFICATE'*) keep= ;; esac
          done <"$1"
        }
        matches() {
          command -v openssl >/dev/null 2>&1 || return 0
          of_certificate=$(openssl x509 -in "$1" -noout -pubkey </dev/null 2>/dev/null)
          of_key=$(openssl pkey -in "$2" -pubout </dev/null 2>/dev/null)
          [ -n "$of_certificate" ] && [ -n "$of_key" ] || return 0
          if [ "$of_certificate" = "$of_key" ]; then printf '@key same\n'; else printf '@key other\n'; fi
        }
        pem=$(stat -L -c '%i %s %y %z %a %U %G %n' -- "$certificate" "$key" 2>/dev/null)
        if [ -f "$certificate" ]; then
          printf '%s\n' "$pem" | while IFS= read -r line; do printf '@pem %s\n' "$line"; done
          news=
          while IFS= read -r line; do
            case $known in *"$nl@pem $line$nl"*) ;; *) news=1 ;; esac
          done <<END
        $pem
        END
          if [ -n "$news" ]; then
            printf '@certificate '; certificates "$certificate" | base64 -w 0; printf '\n'
            matches "$certificate" "$key"
            printf '%s\n' "$certificate" "$key" | unreadable
          fi
        fi

        """;

    private const string Files = """
        stat -L -c '%i %s %y %z %a %U %G %n' -- "$@" 2>/dev/null | {
          changed=
          while IFS= read -r line; do
            path=/${line#* /}
            [ -f "$path" ] || continue
            printf '@file %s\n' "$line"
            case $known in
              *"$nl$line$nl"*) ;;
              *) printf '@content '; base64 -w 0 <"$path"; printf '\n'; changed=$changed$path$nl ;;
            esac
          done
          [ -z "$changed" ] || printf '%s' "$changed" | unreadable
        }
        printf '@address %s\n' "${SSH_CONNECTION%% *}"
        printf '@directory %s\n' "$(readlink -f /etc/asterisk)"

        """;

    // Only lines about configuration, and no more than what a busy night adds to the end.
    private const string Log = """
        for log in /var/log/asterisk/messages /var/log/asterisk/full; do
          [ -f "$log" ] || continue
          line=$(stat -L -c '%i %s %y %n' -- "$log")
          printf '@log %s\n' "$line"
          case $known in *"$nl@log $line$nl"*) ;; *)
            printf '@logged '
            tail -c 131072 -- "$log" | grep -a -E ' (ERROR|WARNING|NOTICE)\[[0-9]+\](\[C-[0-9a-f]+\])? (config|config_options|res_sorcery_config|format_cap)\.c: ' | tail -n 200 | base64 -w 0
            printf '\n' ;;
          esac
          break
        done

        """;

    /// <param name="paths">Paths and globs of the files to read.</param>
    /// <param name="certificate">The PEM file whose certificate is wanted, or null.</param>
    /// <param name="key">The file of its private key; null where the certificate's own holds it.</param>
    /// <param name="transports">The TLS transports whose certificates are asked about.</param>
    /// <remarks>Its input is <see cref="Core.Observations.Texts.LookText.Known"/>: what stat shows unchanged is not sent again.</remarks>
    public static string Text(IEnumerable<string> paths, string? certificate, string? key, IReadOnlyList<TransportQuestion>? transports = null)
    {
        var script = new StringBuilder(Functions);
        script.Append("nl='\n'\nknown=$nl$(cat)$nl\naccount\n");

        // Whether a file can be read hangs on the folders above it too, and nothing of the file itself tells of them.
        script.Append("account=\"$uid $gid $groups\"$(printf ' %s' $(stat -L -c '%a:%u:%g' --").Append(Words(Folders(certificate, key))).Append(" 2>/dev/null))\n");
        script.Append("printf '@account %s\\n' \"$account\"\ncase $known in *\"$nl@account $account$nl\"*) ;; *) known= ;; esac\n");
        script.Append("set --").Append(Words(paths)).Append('\n').Append(Files);
        if (certificate is not null)
        {
            script.Append("certificate=").Append(Quote(certificate)).Append(" key=").Append(Quote(key ?? certificate)).Append('\n').Append(Pem);
        }

        return script.Append(TransportScript.Text(transports ?? [])).Append(Log).Append(Fail2banScript.Text).Append(":\n").ToString();
    }

    /// <summary>One word for the shell, whatever is in it.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static string Words(IEnumerable<string> paths) => string.Concat(paths.Select(p => " " + (p.Contains('*', StringComparison.Ordinal) ? QuoteGlob(p) : Quote(p))));

    private static SortedSet<string> Folders(string? certificate, string? key)
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal) { Chain.Directory };
        foreach (var path in (string?[])[certificate, key])
        {
            for (var folder = Path.GetDirectoryName(path); folder is { Length: > 1 }; folder = Path.GetDirectoryName(folder))
            {
                folders.Add(folder);
            }
        }

        return folders;
    }

    // Everything but the star is quoted, so that the shell expands nothing else.
    private static string QuoteGlob(string path) => string.Join('*', path.Split('*').Select(p => p.Length == 0 ? "" : Quote(p)));
}
