using System.Text;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// The script that begins a transaction: it takes the lock, and for each part writes its journal and then each new file beside its target,
/// where it has the target's owner, mode, ACL and SELinux context, but where the plan gives it its rights anew. Nothing that anybody reads
/// is changed; a part that does not come so far is taken back, and the others go on.
/// </summary>
internal static class BeginScript
{
    private const string Absent = "absent";

    private const string Opening = """
        take
        clear_away

        """;

    private const string Body = """
        give_up() {
          code=$1; shift
          if [ -d "$journal" ]; then commit undone; finish; else rm -rf -- "$state/new/$part"; fi
          stop "$code" "$*"
        }
        # Without the time, and its last words, which say nothing.
        brief() { printf '%s\n' "$1" | sed -n 's/^.* ERROR  *//; /^ERROR: test configuration failed$/d; p' | tr '\n' ' ' | cut -c 1-300; }
        [ ! -d "$journal" ] || stop 79 "transaction $(cat "$journal/id") was neither confirmed nor undone"
        for needed in $after; do
          [ -d "$state/journal/$needed" ] || stop 70 "it must not be done without $needed, which was not begun"
        done
        fresh=$state/new/$part
        rm -rf -- "$fresh"
        mkdir -p -m 700 -- "$state/new" "$state/journal" && mkdir -m 700 -- "$fresh" && printf '' >"$fresh/edits" && printf '' >"$fresh/sizes" || stop 74 "$state cannot be written: nothing was changed"
        IFS=' ' read -r length held
        n=0
        while IFS=' ' read -r before after keep size mode like rights path && [ -n "$path" ]; do
          n=$((n + 1))
          [ ! -L "$path" ] || path=$(readlink -f -- "$path") || give_up 72 "$path is a link to nowhere"
          [ "$(sum "$path")" = "$before" ] || give_up 75 "$path"
          if [ -e "$path" ]; then
            [ -f "$path" ] || give_up 72 "$path is no regular file"
            [ "$(stat -c %h -- "$path")" = 1 ] || give_up 72 "$path has other names (hard links) that a new file would part it from: give it one name, by cp --remove-destination"
            cat -- "$path" >"$fresh/original.$n" || give_up 74 "the journal cannot be written"
          fi
          printf '%s %s %s %s %s\n' "$n" "$before" "$after" "$keep" "$path" >>"$fresh/edits" &&
            printf '%s %s %s %s %s\n' "$n" "$size" "$mode" "$like" "$rights" >>"$fresh/sizes" || give_up 74 "the journal cannot be written"
        done
        {
          printf '%s\n' "$id" >"$fresh/id" && printf '%s\n' "$revision" >"$fresh/revision" &&
          printf 'transaction %s\nrevision %s\nplan %s\nowner %s\nepoch %s\ntime %s\nwithin %s\n' "$id" "$revision" "$plan" "$us" "$epoch" "$(now)" "$within" >"$fresh/manifest" &&
          printf 'journalled\n' >"$fresh/phase" && printf '%s %s\n' "$boot" "$(($(up) + within))" >"$fresh/due" &&
          head -c "$length" >"$fresh/undo" && [ "$(wc -c <"$fresh/undo")" = "$length" ] &&
          head -c "$held" >"$fresh/held" && [ "$(wc -c <"$fresh/held")" = "$held" ]
        } || give_up 74 "the journal cannot be written"
        durable "$fresh" "$fresh"/*
        mv -T -- "$fresh" "$journal" || give_up 74 "the journal cannot be written"
        durable "$state/journal"

        of=$id
        while IFS=' ' read -r n before after keep path <&3 && IFS=' ' read -r n size mode like rights <&4; do
          [ "$after" != absent ] || continue
          ( set -C; : >"$(new)" ) || give_up 74 "$(new) cannot be written: nothing was changed"
          if [ -e "$path" ] && [ "$rights" = kept ]; then cp --attributes-only --preserve=all -- "$path" "$(new)" || give_up 74 "the owner and mode of $path cannot be had"
          else
            [ "$like" = - ] || chown --reference="$like" -- "$(new)" || give_up 74 "the owner of $like cannot be had"
            chmod "$mode" -- "$(new)" || give_up 74 "the mode of $(new) cannot be set"
          fi
          head -c "$size" >"$(new)" && [ "$(sum "$(new)")" = "$after" ] || give_up 74 "$path cannot be written whole, a full disk perhaps: nothing was changed"
          durable "$(new)"
          # By itself a file that only adds to a section has nothing to add to: Asterisk is asked about it with that section before it.
          if grep -q '^\[[a-z]*\](+)$' <"$(new)"; then
            cp --attributes-only --preserve=all -- "$(new)" "$(ask)" && { sed -n 's/^\(\[[a-z]*\]\)(+)$/\1/p' <"$(new)"; cat -- "$(new)"; } >"$(ask)" || give_up 74 "$(ask) cannot be written: nothing was changed"
          fi
          case $path in
            /etc/fail2ban/*)
              if command -v fail2ban-client >/dev/null 2>&1; then
                rm -rf "$journal/fail2ban" && cp -R /etc/fail2ban "$journal/fail2ban" && cat "$(new)" >"$journal/fail2ban/${path#/etc/fail2ban/}" || give_up 74 "the journal cannot be written"
                said=$(timeout -k 1 30 fail2ban-client -c "$journal/fail2ban" -t 2>&1) || {
                  as_it_is=$(timeout -k 1 30 fail2ban-client -t 2>&1) || give_up 76 "fail2ban does not read its configuration as others have left it, without our change: $(brief "$as_it_is"): put it right, then look with fail2ban-client -t"
                  give_up 76 "fail2ban would not read $path: $(brief "$said")"
                }
                rm -rf "$journal/fail2ban"
              fi ;;
          esac
        done 3<"$journal/edits" 4<"$journal/sizes"
        rm -f "$journal/sizes"

        """;

    // The program for the watchdog and for people, which undoes every part that is due.
    private static readonly string Closing = $"""
        if opened; then
          cat >"$state/undo.new" <<'END' && mv -f -T -- "$state/undo.new" "$state/undo" && durable "$state/undo"
        {UndoProgram.OfAll}END
        fi
        let_go

        """;

    /// <param name="head">The transaction.</param>
    /// <param name="plan">What it does, to the parts that it has work for.</param>
    /// <param name="policy">How long the box waits for us, and how a restart may be made.</param>
    public static string Text(TransactionHead head, Plan plan, Policy policy) =>
        PartScript.Text(head, Opening, Body, Parts(head, plan, policy), Closing);

    public static byte[] Input(TransactionHead head, Plan plan, Policy policy) => PartScript.Input(Parts(head, plan, policy));

    private static IEnumerable<PartWork> Parts(TransactionHead head, Plan plan, Policy policy) => plan.Parts.Select(p => new PartWork(
        p.Subject,
        $"revision={ShellWord.Quote(plan.Revision)}\nplan={PlanDigest.Of(plan)}\nwithin={policy.ConfirmWithin.TotalSeconds:0}\nafter={ShellWord.Quote(string.Join(' ', p.After))}\n",
        Input(head, plan, p, policy)));

    // The list of the edits, the program that undoes them, what memory holds otherwise than desired before the change, and the new contents.
    private static byte[] Input(TransactionHead head, Plan plan, PlanPart part, Policy policy)
    {
        var undo = Encoding.UTF8.GetBytes(UndoProgram.Text(head.Id, part, policy));
        var held = Encoding.UTF8.GetBytes(string.Concat(plan.Report.HeldOtherwise(part.Subject).Select(s => $"{s.ReplaceLineEndings(" ")}\n")));
        var list = new StringBuilder().Append(undo.Length).Append(' ').Append(held.Length).Append('\n');
        foreach (var edit in part.Edits)
        {
            list.Append(edit.Before ?? Absent).Append(' ').Append(edit.After?.Sha256 ?? Absent).Append(' ').Append(edit.TakesOut ? 1 : 0).Append(' ')
                .Append(edit.After?.Reveal().Length ?? 0).Append(' ').Append(edit.Mode).Append(' ').Append(edit.OwnedLike ?? "-").Append(' ')
                .Append(edit.GivesRights ? "given " : "kept ")
                .Append(edit.Path).Append('\n');
        }

        return [.. Encoding.UTF8.GetBytes(list.Append('\n').ToString()), .. undo, .. held, .. part.Edits.SelectMany(e => e.After?.Reveal().ToArray() ?? [])];
    }
}
