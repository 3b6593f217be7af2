using System.Text;
using ConnectSchappo.Reconciler.Boxes.Looking;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// The script that begins a transaction: it takes the lock, writes the journal, and then each new file beside its target, where
/// it has the target's owner, mode, ACL and SELinux context, but where the plan gives it its rights anew. Nothing that anybody reads is changed; where it does not end well
/// it takes all of it back.
/// </summary>
internal static class BeginScript
{
    private const string Absent = "absent";

    private const string Body = """
        give_up() {
          code=$1; shift
          if [ -d "$journal" ]; then commit undone; else rm -rf -- "$journal.new" "$state/undo" "$state/undo.new"; fi
          release
          stop "$code" "$*"
        }
        take
        [ ! -d "$ended" ] || finish
        [ ! -d "$ended" ] || { release; stop 74 "what an earlier change has left cannot be removed: is a disk read-only?"; }
        [ ! -d "$journal" ] || stop 79 "transaction $(cat "$journal/id") was neither confirmed nor undone"
        if [ -z "$override" ] && [ -f "$state/quarantine" ]; then
          while IFS=' ' read -r bad reason; do
            [ "$bad" != "$revision" ] || { release; stop 73 "$reason"; }
          done <"$state/quarantine"
        fi

        rm -rf -- "$journal.new"
        mkdir -m 700 -- "$journal.new" && printf '' >"$journal.new/edits" || { release; stop 74 "$state cannot be written: nothing was changed"; }
        IFS=' ' read -r length held
        n=0
        while IFS=' ' read -r before after keep size mode like rights path && [ -n "$path" ]; do
          n=$((n + 1))
          [ ! -L "$path" ] || path=$(readlink -f -- "$path") || give_up 72 "$path is a link to nowhere"
          [ "$(sum "$path")" = "$before" ] || give_up 75 "$path"
          if [ -e "$path" ]; then
            [ -f "$path" ] || give_up 72 "$path is no regular file"
            [ "$(stat -c %h -- "$path")" = 1 ] || give_up 72 "$path has other names (hard links) that a new file would part it from: give it one name, by cp --remove-destination"
            cat -- "$path" >"$journal.new/original.$n" || give_up 74 "the journal cannot be written"
          fi
          printf '%s %s %s %s %s\n' "$n" "$before" "$after" "$keep" "$path" >>"$journal.new/edits" &&
            printf '%s %s %s %s %s\n' "$n" "$size" "$mode" "$like" "$rights" >>"$journal.new/sizes" || give_up 74 "the journal cannot be written"
        done
        {
          printf '%s\n' "$id" >"$journal.new/id" && printf '%s\n' "$revision" >"$journal.new/revision" &&
          printf 'transaction %s\nrevision %s\nplan %s\nowner %s\nepoch %s\ntime %s\nwithin %s\n' "$id" "$revision" "$plan" "$us" "$epoch" "$(now)" "$within" >"$journal.new/manifest" &&
          printf 'journalled\n' >"$journal.new/phase" &&
          head -c "$length" >"$state/undo.new" && [ "$(wc -c <"$state/undo.new")" = "$length" ] && mv -f -T -- "$state/undo.new" "$state/undo" &&
          head -c "$held" >"$journal.new/held" && [ "$(wc -c <"$journal.new/held")" = "$held" ]
        } || give_up 74 "the journal cannot be written"
        durable "$state/undo" "$journal.new" "$journal.new"/*
        mv -T -- "$journal.new" "$journal" || give_up 74 "the journal cannot be written"
        durable "$state"

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
                said=$(timeout 30 fail2ban-client -c "$journal/fail2ban" -t 2>&1) || give_up 76 "fail2ban would not read $path: $said"
                rm -rf "$journal/fail2ban"
              fi ;;
          esac
        done 3<"$journal/edits" 4<"$journal/sizes"
        rm -f "$journal/sizes"

        """;

    public static string Text(TransactionHead head, Plan plan, Policy policy, bool overrideQuarantine) =>
        head.Variables
        + $"revision={LookScript.Quote(plan.Revision)}\nplan={PlanDigest.Of(plan)}\nwithin={policy.ConfirmWithin.TotalSeconds:0}\n"
        + $"override={(overrideQuarantine ? "1" : "")}\n"
        + JournalFunctions.Text + Body;

    /// <summary>
    /// The list of the edits, the program that undoes them, what memory holds otherwise than desired before the change, and the new
    /// contents, for the script's input.
    /// </summary>
    public static byte[] Input(TransactionHead head, Plan plan, Policy policy)
    {
        var undo = Encoding.UTF8.GetBytes(UndoProgram.Text(head.Id, plan, policy));
        var held = Encoding.UTF8.GetBytes(string.Concat(plan.Report.HeldOtherwise.Select(s => $"{s.ReplaceLineEndings(" ")}\n")));
        var list = new StringBuilder().Append(undo.Length).Append(' ').Append(held.Length).Append('\n');
        foreach (var edit in plan.Edits)
        {
            list.Append(edit.Before ?? Absent).Append(' ').Append(edit.After?.Sha256 ?? Absent).Append(' ').Append(edit.TakesOut ? 1 : 0).Append(' ')
                .Append(edit.After?.Reveal().Length ?? 0).Append(' ').Append(edit.Mode).Append(' ').Append(edit.OwnedLike ?? "-").Append(' ')
                .Append(edit.GivesRights ? "given " : "kept ")
                .Append(edit.Path).Append('\n');
        }

        return [.. Encoding.UTF8.GetBytes(list.Append('\n').ToString()), .. undo, .. held, .. plan.Edits.SelectMany(e => e.After?.Reveal().ToArray() ?? [])];
    }
}
