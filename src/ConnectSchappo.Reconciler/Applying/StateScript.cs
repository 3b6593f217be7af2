namespace ConnectSchappo.Reconciler.Applying;

/// <summary>Reads what transactions have left on a box. It changes nothing; <see cref="BoxJournal"/> reads what it prints.</summary>
internal static class StateScript
{
    public static string Text { get; } = "with_confirmed=\n" + Body;

    /// <summary>The same, and our files as they were confirmed last though nothing is in quarantine.</summary>
    public static string WithConfirmed { get; } = "with_confirmed=1\n" + Body;

    private static string Body => JournalFunctions.Text + """
        [ ! -d /run/systemd/system ] || printf '@systemd\n'
        [ ! -d "$state/ended" ] && { opened || [ ! -e "$units/reconciler-undo.timer" ]; } || printf '@leftover\n'
        [ ! -f "$state/quarantine" ] || sed 's/^/@quarantine /' "$state/quarantine"
        if [ -f "$state/quarantine" ] || [ -n "$with_confirmed" ]; then
          for kept in "$state"/confirmed/*; do
            [ ! -f "$kept" ] || { printf '@confirmed %s ' "${kept##*/}"; base64 -w 0 <"$kept"; printf '\n'; }
          done
        fi
        [ ! -f "$state/notes" ] || sed 's/^/@note /' "$state/notes"
        holder
        if alive; then printf '@alive\n'; elif [ -n "$token" ]; then printf '@last %s %s\n' "$token" "$owner"; fi
        for journal in "$state"/journal/*/; do
          [ -d "$journal" ] || continue
          journal=${journal%/}
          printf '@part %s\n@id %s\n@phase %s\n' "${journal##*/}" "$(cat "$journal/id")" "$(cat "$journal/phase")"
          [ ! -f "$journal/until" ] || printf '@until %s\n' "$(cat "$journal/until")"
          [ ! -s "$journal/disproved" ] || printf '@disproved %s\n' "$(cat "$journal/disproved")"
          [ ! -f "$journal/held" ] || sed 's/^/@held /' "$journal/held"
          sed -n 's/^revision /@revision /p; s/^owner /@owner /p; s/^time /@time /p' "$journal/manifest"
          while IFS=' ' read -r n before after keep path; do
            seen=$(sum "$path")
            case $seen in "$after") printf '@file new\n' ;; "$before") printf '@file old\n' ;; *) printf '@file other\n' ;; esac
          done <"$journal/edits"
        done
        :

        """;
}
