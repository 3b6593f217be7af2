using ConnectSchappo.Reconciler.Boxes.Looking;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// The script that puts one file in place: written beside the target, checked to be whole, given owner and mode, synced and
/// renamed, and only if the target is still the one that the plan saw. Between any two commands the target is wholly old or
/// wholly new. The content comes by the script's input.
/// </summary>
internal static class WriteScript
{
    /// <summary>The file on the box is not the one that the plan saw.</summary>
    public const int Moved = 75;

    /// <summary>The new content could not be written whole: a full or read-only disk.</summary>
    public const int NotWritten = 74;

    private const string Absent = "absent";

    private const string Functions = """
        now() {
          if [ -e "$path" ]; then sum=$(sha256sum <"$path") || exit 74; printf '%s' "${sum%% *}"; else printf 'absent'; fi
        }
        [ "$(now)" = "$before" ] || exit 75
        [ ! -L "$path" ] || path=$(readlink -f -- "$path") || exit 74
        directory=${path%/*}

        """;

    private const string Put = """
        beside=$(mktemp "$directory/.reconciler.XXXXXXXX") || exit 74
        trap 'rm -f -- "$beside"' EXIT
        cat >"$beside" || exit 74
        sum=$(sha256sum <"$beside") || exit 74
        [ "${sum%% *}" = "$after" ] || exit 74
        if [ -e "$path" ]; then
          chown --reference="$path" -- "$beside" && chmod --reference="$path" -- "$beside" || exit 74
        else
          if [ -n "$like" ]; then chown --reference="$like" -- "$beside" || exit 74; fi
          chmod "$mode" -- "$beside" || exit 74
        fi
        sync "$beside" 2>/dev/null || sync
        [ "$(now)" = "$before" ] || exit 75
        mv -f -T -- "$beside" "$path" || exit 74
        trap - EXIT
        sync "$directory" 2>/dev/null || sync

        """;

    private const string Remove = """
        rm -f -- "$path" || exit 74
        sync "$directory" 2>/dev/null || sync

        """;

    public static string Text(FileEdit edit) =>
        $"path={LookScript.Quote(edit.Path)}\nbefore={edit.Before ?? Absent}\nafter={edit.After?.Sha256 ?? Absent}\n"
        + $"like={LookScript.Quote(edit.OwnedLike ?? "")}\nmode={edit.Mode}\n"
        + Functions + (edit.After is null ? Remove : Put);
}
