using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// What runs on the box as root, in any POSIX sh with coreutils (8.22 or later): it reads a mark, then for each script a line
/// with its number, two lengths in bytes and two times in seconds, the script, and the script's input.
/// </summary>
/// <remarks>
/// The program itself stands on the command line, since a shell that read it from its standard input might read ahead (dash
/// does) and swallow what is meant for the scripts; <c>read</c> and <c>head -c</c> take no byte too many. Scripts and their
/// input come by standard input and go on in a variable and a pipe: neither ever stands on a command line, where every user of
/// the box could read it. A script runs in a process of its own, so that its <c>exit</c> ends nothing else, and in a process
/// group of its own under <c>timeout</c>, so that it ends though we may be gone. What it leaves of its input is drained, so
/// that the next script begins where it should. The mark is sent, so that no script knows it.
/// </remarks>
internal static class RootShellProgram
{
    /// <summary>The longest script, in bytes: Linux takes no longer variable (MAX_ARG_STRLEN is 131072).</summary>
    public const int LongestScript = 120_000;

    internal const string Loop = """
        LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin SSH_CONNECTION=$1 RECONCILER_SHELL=$$
        export LC_ALL PATH SSH_CONNECTION RECONCILER_SHELL
        umask 077
        cd /
        IFS= read -r mark || exit 1
        run='text=$RECONCILER_SCRIPT; unset RECONCILER_SCRIPT; eval "$text"'
        printf '%s ready %s\n' "$mark" "$(id -u)"
        while IFS=' ' read -r number script input soft hard; do
          text=$(head -c "$script")
          if [ "$input" = 0 ]; then
            RECONCILER_SCRIPT=$text timeout -k "$hard" "$soft" sh -c "$run" script </dev/null
          else
            head -c "$input" | {
              RECONCILER_SCRIPT=$text timeout -k "$hard" "$soft" sh -c "$run" script
              code=$?
              cat >/dev/null
              exit "$code"
            }
          fi
          code=$?
          printf '%s\n' "$mark" >&2
          printf '%s %s %s\n' "$mark" "$number" "$code"
        done
        """;

    /// <summary>The command line for an exec channel. For root itself sudo is not asked.</summary>
    public static string CommandLine { get; } = "exec sh -c " + ShellWord.Quote("""
        [ "$(id -u)" != 0 ] || exec sh -c "$1" reconciler "$SSH_CONNECTION"
        exec sudo -n sh -c "$1" reconciler "$SSH_CONNECTION"
        """) + " reconciler " + ShellWord.Quote(Loop);
}
