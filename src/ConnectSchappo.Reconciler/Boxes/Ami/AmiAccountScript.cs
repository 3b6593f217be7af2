using System.Globalization;
using System.Text;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Boxes.Ami;

/// <summary>
/// Finds, as root on the box, an account of manager.conf that may do what we ask, and answers a login challenge with its
/// secret. The secret stays in the box's shell: it stands on no command line and in no output.
/// </summary>
/// <remarks>
/// manager.conf is read as Asterisk reads its files, as far as an account needs it: comments, <c>;-- --;</c> blocks, escaped
/// semicolons, <c>=&gt;</c>, includes with globs, five levels deep. Templates and what inherits from them are passed over, and
/// so is an account that denies without permitting 127.0.0.1 by its own lines. What matters is <c>write</c>: it decides which
/// actions are allowed, and the events of a list come whatever <c>read</c> says.
/// </remarks>
internal static class AmiAccountScript
{
    /// <summary>Its input is the challenge on one line, or an empty line to learn where to ask for one.</summary>
    public static string Text { get; } = For("/etc/asterisk");

    /// <summary>The same for another folder than Asterisk's own.</summary>
    internal static string For(string folder) => $"dir={ShellWord.Quote(folder)}\n{Body}";

    private const string Body = """
        enabled=no port=5038 bind= user= answer= block= depth=0
        IFS= read -r challenge
        trim() {
          t=${1#"${1%%[![:space:]]*}"}; t=${t%"${t##*[![:space:]]}"}
        }
        uncomment() {
          rest=$1 t=
          while :; do
            if [ -n "$block" ]; then
              case $rest in *--\;*) rest=${rest#*--;}; block= ;; *) return ;; esac
            fi
            case $rest in *\;*) ;; *) t=$t$rest; return ;; esac
            head=${rest%%;*} rest=${rest#*;}
            case $head in *\\) t=$t${head%\\}\;; continue ;; esac
            t=$t$head
            case $rest in ---*) return ;; --*) block=1 rest=${rest#--} ;; *) return ;; esac
          done
        }
        account() {
          [ -n "$section" ] && [ -n "$secret" ] && [ -z "$user" ] || return 0
          for class in system command reporting config; do
            case ,$write, in *,all,*|*,$class,*) ;; *) return 0 ;; esac
          done
          [ -z "$deny" ] || [ -n "$permit" ] || return 0
          user=$section
          [ -n "$challenge" ] || return 0
          answer=$(printf '%s%s' "$challenge" "$secret" | md5sum)
          answer=${answer%% *}
        }
        enter() {
          account
          section=$1 secret= write= deny= permit=
        }
        set_option() {
          case $section,$1 in
            general,enabled) enabled=$2 ;;
            general,port) port=$2 ;;
            general,bindaddr) bind=$2 ;;
            *,secret) secret=$2 ;;
            *,write) write=$(printf '%s' "$2" | tr -d ' \t' | tr A-Z a-z) ;;
            *,deny) deny=1 ;;
            *,permit) case $2 in 127.0.0.1*|127.0.0.0/*|0.0.0.0/0*) permit=1 ;; esac ;;
          esac
        }
        include() {
          trim "$1"
          case $t in \"*) t=${t#\"}; t=${t%%\"*} ;; \<*) t=${t#<}; t=${t%%>*} ;; esac
          case $t in /*) ;; *) t=$dir/$t ;; esac
          [ "$depth" -lt 5 ] || return 0
          depth=$((depth + 1))
          outer="$outer $section"
          for file in $t; do
            [ ! -f "$file" ] || parse "$file"
          done
          depth=$((depth - 1))
          enter "${outer##* }"
          outer=${outer% *}
        }
        parse() {
          while IFS= read -r line || [ -n "$line" ]; do
            line=${line%"$cr"}
            uncomment "$line"; trim "$t"; line=$t
            case $line in
              '') ;;
              '#include'[[:space:]\"\<]*) include "${line#\#include}" ;;
              '#tryinclude'[[:space:]\"\<]*) include "${line#\#tryinclude}" ;;
              '#'*) ;;
              '['*']'*)
                t=${line#?}; name=${t%%]*} tail=${t#*]}
                case $tail in '('*) name= ;; esac
                enter "$name" ;;
              *=*)
                trim "${line%%=*}"; key=$t
                t=${line#*=}; trim "${t#>}"
                set_option "$(printf '%s' "$key" | tr A-Z a-z)" "$t" ;;
            esac
          done <"$1"
        }
        section= secret= write= deny= permit= outer=
        cr=$(printf '\r')
        if [ -r "$dir/manager.conf" ]; then
          parse "$dir/manager.conf"
          enter ''
        fi
        printf 'enabled %s\nport %s\nbind %s\nuser %s\nanswer %s\n' "$enabled" "$port" "$bind" "$user" "$answer"
        """;

    /// <summary>The script's input for a challenge.</summary>
    public static ReadOnlyMemory<byte> Input(string challenge) => Encoding.ASCII.GetBytes(challenge + "\n");

    /// <summary>Reads what the script printed.</summary>
    public static AmiAccount Read(string output)
    {
        var values = output.Split('\n')
            .Select(line => line.Split(' ', 2))
            .Where(words => words.Length == 2)
            .DistinctBy(words => words[0], StringComparer.Ordinal)
            .ToDictionary(words => words[0], words => words[1], StringComparer.Ordinal);
        string Value(string name) => values.GetValueOrDefault(name, "");
        return new(
            IsTrue(Value("enabled")),
            Value("bind"),
            int.TryParse(Value("port"), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 5038,
            Value("user"),
            Value("answer"));
    }

    /// <summary>What Asterisk takes for true (utils.c, ast_true).</summary>
    private static bool IsTrue(string value) =>
        value.ToLowerInvariant() is "yes" or "true" or "y" or "t" or "1" or "on";
}
