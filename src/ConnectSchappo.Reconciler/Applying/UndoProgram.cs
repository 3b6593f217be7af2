using System.Globalization;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// The program on the box that undoes one part of a transaction: made for it, kept in its journal, and gone with it. The watchdog's
/// timer runs it when nobody comes back, we run it to roll back, and a person may: <c>sh /var/lib/reconciler/undo</c> runs that of each part.
/// </summary>
/// <remarks>
/// A file is brought back only while it holds what the transaction wrote: what somebody changed after us stays. The old file is
/// still there, under another name beside it, so that a full disk does not matter; the copy in the journal is the second net.
/// Asterisk is restarted only where the transaction had restarted it, and only as the policy allows.
/// </remarks>
internal static partial class UndoProgram
{
    private const string Restore = """
        # A boot in between, or the web interface, may have read what we had put there: then it is in memory, and a reload is due.
        may_be_read() { [ -e "$journal/activated" ] || printf '' 2>/dev/null >"$journal/activated" || perhaps=1; }
        aside() { rm -f -- "$(ask)"; [ "$after" = absent ] || ln -- "$path" "$(ask)"; }
        ours_still() {
          # Whoever wrote into it in this very instant has it back.
          if [ "$after" != absent ] && [ "$(sum "$(ask)")" != "$after" ]; then
            mv -f -T -- "$(ask)" "$path"
            theirs=1
            printf 'left as somebody changed it after us: %s\n' "$path"
          else
            rm -f -- "$(ask)"
            printf '%s\n' "$1"
          fi
        }
        copy_back() {
          printf '' >"$(new)" || return
          if [ -e "$path" ]; then cp --attributes-only --preserve=all -- "$path" "$(new)"
          else chown --reference="${path%/*}" -- "$(new)" && chmod 640 -- "$(new)"
          fi
          cat -- "$journal/original.$n" >"$(new)" && [ "$(sum "$(new)")" = "$before" ] && mv -f -T -- "$(new)" "$path"
        }
        restore() {
          of=$(cat "$journal/id") theirs= failed= perhaps=
          sort -rn "$journal/edits" >"$journal/backwards" || sort -rn "$journal/edits" >"/run/reconciler-backwards" || return 84
          list=$journal/backwards; [ -s "$list" ] || list=/run/reconciler-backwards
          while IFS=' ' read -r n before after keep path <&3; do
            rm -f -- "$(new)" "$(ask)"
            seen=$(sum "$path")
            [ "$seen" != "$after" ] || [ "$after" = "$before" ] || may_be_read
            if [ "$before" = "$after" ] || [ "$seen" = "$before" ]; then
              rm -f -- "$(old)"
            elif [ "$seen" != "$after" ]; then
              theirs=1
              printf 'left as somebody changed it after us: %s\n' "$path"
            elif [ "$before" = absent ] && [ -n "$theirs" ] && [ "${path%.conf}" != "$path" ]; then
              # A line that somebody may have kept includes it: a missing file would cut theirs.
              printf '; emptied when a change was undone\n' >"$path" && printf 'emptied: %s\n' "$path" || failed=1
            elif [ "$before" = absent ]; then
              aside && rm -f -- "$path" && ours_still "removed: $path" || failed=1
            elif [ ! -L "$(old)" ] && [ -f "$(old)" ] && [ "$(sum "$(old)")" = "$before" ] && touch -c -- "$(old)" && aside && mv -f -T -- "$(old)" "$path"; then
              ours_still "back: $path"
            elif copy_back; then
              printf 'back: %s\n' "$path"
            else
              failed=1
              printf 'could not be brought back: %s\n' "$path"
            fi
          done 3<"$list"
          rm -f /run/reconciler-backwards
          sync
          [ -z "$failed" ] || return 84
        }

        """;

    private const string Life = """
        life() {
          said=$(timeout -k 1 10 asterisk -rx 'core waitfullybooted' 2>&1)
          case $said in *'fully booted'*) echo running ;; *'Unable to connect'*) echo stopped ;; *) echo hung ;; esac
        }

        """;

    private const string Main = """
        restarted=
        memory() {
          [ -e "$journal/activated" ] || [ -n "$perhaps" ] || return 0
          reload_fail2ban
          [ -n "$in_asterisk" ] || return 0
          case $(life) in
            running) ;;
            stopped) [ -e "$journal/restarted" ] || return 0
              ( start_asterisk ) 9>&-
              return ;;
            *) return 83 ;;
          esac
          if [ -e "$journal/restarted" ]; then
            met=$(timeout -k 1 5 asterisk -rx 'core show channels count' 2>/dev/null) && met=${met%% active channel*} || met=
            ( restart ) 9>&-
            code=$?
            case $code in 0|81) restarted="restarted Asterisk, ${met:-unknown} channel(s) were up" ;; esac
            return "$code"
          fi
          ( reload_asterisk ) 9>&- || return 83
          # What Asterisk does in the background is done before anybody looks.
          sleep 1
        }
        undo() {
          phase undoing
          restore || return
          memory >/dev/null
          code=$?
          [ -z "$restarted" ] || printf '%s\n' "$restarted"
          return "$code"
        }
        is_due() {
          IFS=' ' read -r booted_then at <"$journal/due" || return 0
          if [ "$booted_then" = "$boot" ]; then [ "$(up)" -ge "$at" ]; else [ "$(up)" -ge "$(sed -n 's/^within //p' "$journal/manifest")" ]; fi
        }
        watch() {
          exec 9>>"$state/lock"
          flock -w 5 9 || exit 0
          [ -d "$journal" ] || exit 0
          of=$(cat "$journal/id")
          [ "$of" = "$made_for" ] || exit 0
          [ "$1" != watch ] || is_due || exit 0
          holder
          if alive; then exit 0; fi
          id=watchdog-$of owner='the watchdog on the box' epoch=$((epoch + 1))
          record "$epoch" "$id" 600 "$owner" || :
          trap release EXIT
          stage=$(cat "$journal/phase")
          undo || exit
          reason='nobody came back to finish it'
          if [ "$stage" = waiting ]; then
            reason='nobody confirmed it in time'
            [ ! -f "$journal/entries" ] || quarantine "$(cat "$journal/entries")" || :
          fi
          bounded "$state/notes" "$(now) transaction $of of revision $(cat "$journal/revision"), part $part, was undone by the watchdog on the box: $reason${restarted:+; it $restarted}" || :
          commit undone && finish
        }
        case ${1:-} in
          held) id=$2; undo ;;
          *) watch "${1:-}" ;;
        esac

        """;

    /// <summary>The program that undoes every part that is due, or without a word every part: each by its own program.</summary>
    public static string OfAll { get; } = $"""
        state={JournalFunctions.State} units={JournalFunctions.Units}
        code=0
        for undo in "$state"/journal/*/undo; do
          [ ! -f "$undo" ] || sh "$undo" "$@" || code=$?
        done
        exit "$code"

        """;

    /// <param name="transaction">The transaction that it is made for; it does nothing to another.</param>
    /// <param name="part">What the transaction does to a subject: what makes that effective is what undoes it, and no other subject is reloaded.</param>
    /// <param name="policy">How a restart may be made.</param>
    public static string Text(string transaction, PlanPart part, Policy policy)
    {
        var subject = part.Subject;
        var reload = part.Least.FirstOrDefault(a => a.Activation == ActivationScripts.ReloadOf(subject)) is { } planned
            ? ActivationScripts.Text(planned, policy)
            : ActivationScripts.ReloadOf(subject) is { } own ? ActivationScripts.Text(new PlannedActivation(own, "", "", own == Activation.PjsipReload ? ["res_pjsip.so"] : [], null), policy) : "";
        var restart = new PlannedActivation(Activation.Restart, "", "", [], null);
        var start = restart with { Activation = Activation.StartAsterisk };
        return $"made_for={transaction} in_asterisk={(subject.NeedsAsterisk ? "1" : "")}\n" + JournalFunctions.Text + $"part {subject.Name}\n" + Restore + Life
            + Function("reload_asterisk", subject.NeedsAsterisk ? reload : "")
            + Function("reload_fail2ban", subject == Fail2banSubject.Instance ? "timeout -k 1 30 fail2ban-client reload >/dev/null 2>&1\n" : "")
            + Function("restart", ActivationScripts.Text(restart, policy))
            + Function("start_asterisk", ActivationScripts.Text(start, policy))
            + Main;
    }

    /// <summary>The restart of Asterisk that the program told of, in what it printed or noted; null where it made none.</summary>
    public static Step.Activated? Restart(string told) => RestartTold().Match(told) is { Success: true } match
        ? new Step.Activated(Activation.Restart, StepResult.Done, "done, to undo a change")
        {
            Undoes = true,
            Channels = int.TryParse(match.Groups["channels"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var channels) ? channels : null,
        }
        : null;

    [GeneratedRegex(@"restarted Asterisk, (?<channels>\w+) channel\(s\) were up", RegexOptions.None, 1000)]
    private static partial Regex RestartTold();

    // Functions within a function are the shell's own way of keeping them apart until it is called.
    private static string Function(string name, string body) => $"{name}() {{\n{body}:\n}}\n";
}
