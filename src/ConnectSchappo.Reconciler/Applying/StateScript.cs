namespace ConnectSchappo.Reconciler.Applying;

/// <summary>Reads what transactions have left on a box. It changes nothing; <see cref="BoxJournal"/> reads what it prints.</summary>
internal static class StateScript
{
    public static string Text { get; } = JournalFunctions.Text + """
        [ ! -d /run/systemd/system ] || printf '@systemd\n'
        [ ! -d "$ended" ] && { [ -d "$journal" ] || [ ! -e "$units/reconciler-undo.timer" ]; } || printf '@leftover\n'
        [ ! -f "$state/quarantine" ] || sed 's/^/@quarantine /' "$state/quarantine"
        [ ! -f "$state/notes" ] || sed 's/^/@note /' "$state/notes"
        holder
        [ -z "$token" ] || alive || printf '@last %s %s\n' "$token" "$owner"
        if [ -d "$journal" ]; then
          ! alive || printf '@alive\n'
          printf '@id %s\n@phase %s\n' "$(cat "$journal/id")" "$(cat "$journal/phase")"
          [ ! -f "$journal/until" ] || printf '@until %s\n' "$(cat "$journal/until")"
          [ ! -s "$journal/disproved" ] || printf '@disproved\n'
          [ ! -e "$journal/activated" ] || printf '@activated\n'
          [ ! -f "$journal/held" ] || sed 's/^/@held /' "$journal/held"
          sed -n 's/^revision /@revision /p; s/^owner /@owner /p; s/^time /@time /p' "$journal/manifest"
          while IFS=' ' read -r n before after keep path; do
            seen=$(sum "$path")
            case $seen in "$after") printf '@file new\n' ;; "$before") printf '@file old\n' ;; *) printf '@file other\n' ;; esac
          done <"$journal/edits"
        fi
        :

        """;
}
