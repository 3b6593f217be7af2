namespace ConnectSchappo.Reconciler.Boxes.Tests.Lab;

/// <summary>
/// Stops a script of the program on a box just before one of its commands, until it is let go: by a program of the same name that
/// comes first in the path. So a fault can be made in exactly that instant, and the program needs to know nothing of it.
/// </summary>
internal static class Hold
{
    private const string Armed = "/usr/local/sbin/hold";

    /// <param name="box">The box.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="arguments">A shell pattern for its arguments.</param>
    public static Task Before(LabBox box, string command, string arguments) => box.Sh($"""
        real=$(PATH=/usr/sbin:/usr/bin:/sbin:/bin command -v {command})
        rm -rf /run/held /run/go
        cat >/usr/local/sbin/{command} <<END
        #!/bin/sh
        case "\$*" in {arguments.Replace(" ", "\\ ", StringComparison.Ordinal)})
          if [ -e {Armed} ] && /bin/mkdir /run/held 2>/dev/null; then
            until [ -e /run/go ]; do /bin/sleep 0.02; done
          fi ;;
        esac
        exec $real "\$@"
        END
        chmod +x /usr/local/sbin/{command}
        : >{Armed}
        """);

    /// <summary>Waits until a script is stopped there; false where <paramref name="ended"/> came first.</summary>
    public static async Task<bool> Reached(LabBox box, Func<bool> ended)
    {
        while (!ended())
        {
            if ((await box.TrySh("test -d /run/held")).ExitCode == 0)
            {
                return true;
            }
        }

        return (await box.TrySh("test -d /run/held")).ExitCode == 0;
    }

    public static Task LetGo(LabBox box) => box.Sh($"rm -f {Armed}; : >/run/go");

    /// <summary>Takes the program away again; whoever is stopped goes on.</summary>
    public static Task Lift(LabBox box, string command) => box.Sh($": >/run/go; rm -f {Armed} /usr/local/sbin/{command}");
}
