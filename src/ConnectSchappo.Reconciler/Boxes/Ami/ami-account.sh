# shellcheck shell=sh disable=SC2018,SC2019 # only the letters of ASCII are letters here
# Finds an account of manager.conf that may do what we ask, and answers a login challenge with its secret. The secret stays in the box's
# shell: it stands on no command line and in no output.
#
# manager.conf is read as Asterisk reads its files, as far as an account needs it: comments, ;-- --; blocks, escaped semicolons, =>,
# includes with globs, five levels deep. Templates and what inherits from them are passed over, and so is an account that denies without
# permitting 127.0.0.1 by its own lines. What matters is "write": it decides which actions are allowed, and the events of a list come
# whatever "read" says.
#
# Needs:  $dir            where Asterisk's files lie
#         standard input  the challenge on one line, or an empty line to learn where to ask for one
# Prints: enabled=, port= and bind= as manager.conf has them, 5038 where it has no port; user= and answer= of the account, both empty
#         where there is none, the answer also without a challenge
# Exits:  nothing but 0

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
printf 'enabled=%s\nport=%s\nbind=%s\nuser=%s\nanswer=%s\n' "$enabled" "$port" "$bind" "$user" "$answer"
