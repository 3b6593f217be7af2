using System.Text;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Boxes.Looking;

/// <summary>
/// The script that reads a box's files, its certificate, what Asterisk's log says of configuration, fail2ban's memory and the address
/// that it sees us from, in one round trip. It changes nothing, and needs a POSIX sh and coreutils alone; openssl, setpriv and
/// iptables tell more where they are. What it prints is read by <see cref="Core.Observations.Texts.LookText"/>.
/// </summary>
internal static class LookScript
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MostOfOne = 16 * 1024 * 1024;

    /// <summary>All files that are read together, in bytes: in base64, with all else, they fit into what a script may print.</summary>
    public const int MostOfAll = 2 * MostOfOne;

    private const string Functions = PortScript.AsteriskProcess + """
        account() {
          asterisk_process
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
          if [ -z "$uid" ]; then set --
          elif command -v setpriv >/dev/null 2>&1; then
            if [ -n "$groups" ]; then set -- --groups "$groups"; else set -- --clear-groups; fi
            set -- setpriv --reuid "$uid" --regid "$gid" "$@"
          elif command -v chroot >/dev/null 2>&1; then set -- chroot "--userspec=$uid:$gid" "--groups=$groups" /
          else set --
          fi
          [ $# -eq 0 ] || "$@" sh -c '
            while IFS= read -r path; do [ -r "$path" ] || printf "@unreadable %s\n" "$path"; done
            printf "@tried\n"' 2>/dev/null
          cat >/dev/null
        }

        """;

    // Private keys stay where they are: of a PEM file only the certificates are printed, and of a key only how it fits. What is no
    // regular file is not opened, since a FIFO never ends; an empty passphrase keeps openssl from asking for one.
    private const string Pem = """
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
          case $? in 124 | 137) echo late; return ;; esac
          if [ -z "$of_key" ]; then
            if holds "$2" ENCRYPTED; then echo locked; elif holds "$2" 'PRIVATE KEY-'; then echo broken; else echo none; fi
            return
          fi
          of_certificate=$(timeout -k 1 5 openssl x509 -in "$1" -noout -pubkey </dev/null 2>/dev/null)
          case $? in 124 | 137) echo late; return ;; esac
          if [ "$of_certificate" = "$of_key" ]; then echo same; elif [ -n "$of_certificate" ]; then echo other; else echo untold; fi
        }
        waits='the certificate and its key'
        pem=$(stat -L -c '%i %s %y %z %h %a %U %G %n' -- "$certificate" "$key" 2>/dev/null)
        printf '%s\n' "$pem" | while IFS= read -r line; do [ -z "$line" ] || printf '@pem %s\n' "$line"; done
        news=1
        if [ -f "$certificate" ] && [ -f "$key" ]; then
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
            printf '@key '; fit "$certificate" "$key"
          elif [ -e "$certificate" ]; then printf '@nocertificate special\n'
          else printf '@nocertificate missing\n'
          fi
          printf '%s\n' "$certificate" "$key" | { while IFS= read -r path; do [ ! -f "$path" ] || printf '%s\n' "$path"; done; } | unreadable
        fi

        """;

    // What is no regular file is not opened, what is large is not sent, and the rest is read as far as its size was said: so one bad
    // file costs nothing but itself.
    private static readonly string Files = $$"""
        waits='the files'
        {
          lost=$(stat -L -c '%i %s %y %z %h %a %U %G %n' -- "$@" 2>&1 >&3 3>&-)
          printf '%s\n' "$lost"
        } 3>&1 | {
          changed= left={{MostOfAll}}
          while IFS= read -r line; do
            case $line in
              [0-9]*) ;;
              'stat: '*': No such file or directory' | 'stat: '*': Not a directory' | 'stat: '*': Too many levels of symbolic links') continue ;;
              'stat: '*"'/"*"'"*) path=/${line#*\'/} && printf '@unseen unreadable %s\n' "${path%\'*}"; continue ;;
              *) continue ;;
            esac
            path=/${line#* /} size=${line#* }
            size=${size%% *}
            [ -e "$path" ] || continue
            if [ -d "$path" ]; then printf '@unseen folder %s\n' "$path"; continue; fi
            if [ ! -f "$path" ]; then printf '@unseen special %s\n' "$path"; continue; fi
            if [ "$size" -gt {{MostOfOne}} ]; then printf '@unseen large %s\n' "$path"; continue; fi
            if [ "$size" -gt "$left" ]; then printf '@unseen toomuch %s\n' "$path"; continue; fi
            left=$((left - size))
            printf '@file %s\n' "$line"
            case $known in
              *"$nl$line$nl"*) ;;
              *) printf '@content '; timeout -k 1 10 head -c "$size" -- "$path" 2>/dev/null | base64 -w 0; printf '\n'; changed=$changed$path$nl ;;
            esac
          done
          [ -z "$changed" ] || printf '%s' "$changed" | unreadable
        }
        printf '@address %s\n' "${SSH_CONNECTION%% *}"
        printf '@directory %s\n' "$(readlink -f /etc/asterisk)"

        """;

    // Only lines about configuration, and no more than what a busy night adds to the end.
    private const string Log = """
        waits="Asterisk's log"
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

    /// <param name="paths">Paths and globs of the files to read; where all of them are too much, the first ones are read.</param>
    /// <param name="certificate">The PEM file whose certificate is wanted, or null.</param>
    /// <param name="key">The file of its private key; null where the certificate's own holds it.</param>
    /// <param name="transports">The TLS transports whose certificates are asked about.</param>
    /// <remarks>Its input is <see cref="Core.Observations.Texts.LookText.Known"/>: what stat shows unchanged is not sent again.</remarks>
    public static string Text(IEnumerable<string> paths, string? certificate, string? key, IReadOnlyList<TransportQuestion>? transports = null)
    {
        var script = new StringBuilder(Functions);
        script.Append("nl='\n'\nknown=$nl$(cat)$nl\ncase $known in *\"$nl@hung$nl\"*) patience=1 ;; *) patience=4 ;; esac\naccount\n");

        // Whether a file can be read hangs on the folders above it too, and nothing of the file itself tells of them.
        script.Append("account=\"$uid $gid $groups\"$(printf ' %s' $(stat -L -c '%a:%u:%g' --").Append(Words(Folders(certificate, key))).Append(" 2>/dev/null))\n");
        script.Append("printf '@account %s\\n' \"$account\"\ncase $known in *\"$nl@account $account$nl\"*) ;; *) known= ;; esac\n");

        // fail2ban is asked beside all else, and told last. Of a script that is ended in its time, the last word is what it waited for.
        script.Append(Fail2banScript.Text).Append("trap 'exit 143' TERM\nfail2ban | {\ntrap 'printf \"it waited for %s\" \"$waits\" >&2; exit 143' TERM\n");
        script.Append("set --").Append(Words(paths)).Append('\n').Append(Files);
        if (certificate is not null)
        {
            script.Append("certificate=").Append(ShellWord.Quote(certificate)).Append(" key=").Append(ShellWord.Quote(key ?? certificate)).Append('\n').Append(Pem);
        }

        return script.Append(TransportScript.Text(transports ?? [])).Append(Log).Append("waits=fail2ban\ncat\n}\n:\n").ToString();
    }

    private static string Words(IEnumerable<string> paths) => string.Concat(paths.Select(p => " " + ShellWord.Pattern(p)));

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
}
