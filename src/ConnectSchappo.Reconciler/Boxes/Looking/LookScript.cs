using System.Text;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Boxes.Looking;

/// <summary>
/// The script that reads a box's files, its certificate, fail2ban's memory and the address that it sees us from, in one round
/// trip. It changes nothing, and needs a POSIX sh and coreutils alone. What it prints is read by <see cref="Core.Observations.Texts.LookText"/>.
/// </summary>
internal static class LookScript
{
    // Private keys stay where they are: of a PEM file only the certificates are printed.
    private const string Functions = """
        certificates() {
          keep=
          while IFS= read -r line || [ -n "$line" ]; do
            case $line in *'BEGIN CERTIFICATE'*) keep=1 ;; esac
            [ -z "$keep" ] || printf '%s\n' "$line"
            case $line in *'END CERTIFICATE'*) keep= ;; esac
          done <"$1"
        }
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

        """;

    /// <param name="paths">Paths and globs of the files to read.</param>
    /// <param name="certificate">The PEM file whose certificate is wanted, or null.</param>
    /// <remarks>Its input is <see cref="Known"/>: files that stat shows unchanged are not sent again.</remarks>
    public static string Text(IEnumerable<string> paths, string? certificate)
    {
        var script = new StringBuilder(Functions);
        script.Append("nl='\n'\nknown=$nl$(cat)$nl\n");
        script.Append("set --");
        foreach (var path in paths)
        {
            script.Append(' ').Append(path.Contains('*', StringComparison.Ordinal) ? QuoteGlob(path) : Quote(path));
        }

        script.Append('\n');
        script.Append("""
            stat -L -c '%i %s %y %z %a %U %G %n' -- "$@" 2>/dev/null | while IFS= read -r line; do
              path=/${line#* /}
              [ -f "$path" ] || continue
              printf '@file %s\n' "$line"
              case $known in *"$nl$line$nl"*) ;; *) printf '@content '; base64 -w 0 <"$path"; printf '\n' ;; esac
            done
            printf '@address %s\n' "${SSH_CONNECTION%% *}"

            """);
        if (certificate is not null)
        {
            script.Append("if [ -f ").Append(Quote(certificate)).Append(" ]; then printf '@certificate '; certificates ")
                .Append(Quote(certificate)).Append(" | base64 -w 0; printf '\\n'; fi\n");
        }

        script.Append("""
            printf '@fail2ban\n'
            if command -v fail2ban-client >/dev/null 2>&1; then
              questions=$(jails)
              if [ -n "$questions" ]; then printf '%s\n' "$questions" | timeout 10 fail2ban-client -i 2>/dev/null
              elif timeout 5 fail2ban-client ping >/dev/null 2>&1; then :
              else printf '@stopped\n'
              fi
            else
              printf '@absent\n'
            fi
            :

            """);
        return script.ToString();
    }

    /// <summary>What stat said of the files that we have read before, a line each.</summary>
    public static byte[] Known(IEnumerable<BoxFile> files) => Encoding.UTF8.GetBytes(string.Join('\n', files.Select(f => f.Stat)));

    /// <summary>One word for the shell, whatever is in it.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    // Everything but the star is quoted, so that the shell expands nothing else.
    private static string QuoteGlob(string path) => string.Join('*', path.Split('*').Select(p => p.Length == 0 ? "" : Quote(p)));
}
