using System.Text;

namespace ConnectSchappo.Reconciler.Core.Tests.Conf;

/// <summary>Writes sets of jail files, mostly sound ones, with what is hard to read. The same random numbers give the same files.</summary>
internal sealed class JailScribe(Random random)
{
    private static readonly string[] Paths =
        ["jail.conf", "jail.local", "jail.d/a.conf", "jail.d/b.conf", "jail.d/zz.local", "jail.d/a.local", "paths.conf", "paths.local",
            "more.conf", "jail.d/x.other"];

    private static readonly string[] Sections = ["DEFAULT", "DEFAULT", "asterisk", "sshd", "INCLUDES", "Asterisk", "b ad"];
    private static readonly string[] Options = ["ignoreip", "maxretry", "MaxRetry", "logpath", "x", "y", "bantime.factor", "a b"];

    private static readonly string[] Values =
    [
        "1", "", "127.0.0.1/8 ::1", "%(x)s", "%(y)s/log", "%(known/maxretry)s", "%(default/x)s", "%(sshd/maxretry)s", "%(nope/x)s",
            "%(__name__)s", "100%%",
        "%", "%(x", "v ; c", "v;c", "v # c", "é", "a\n   b", "a\n\n   b", "a\n# c\n   b", "a\n\tb ; c\n  c", "%(fail2ban_version)s",
            "a = b", "[x]", "%(X)s", "%(Known/x)s",
    ];

    public IReadOnlyDictionary<string, byte[]> Write() =>
        Paths.Where(_ => random.Next(2) == 0).ToDictionary(p => p, _ => Encoding.UTF8.GetBytes(File()));

    private string File()
    {
        var text = new StringBuilder(random.Next(40) == 0 ? "x = 1\n" : "");
        var end = random.Next(10) == 0 ? "\r\n" : "\n";
        foreach (var section in Sections.Where(_ => random.Next(3) == 0).Distinct().OrderBy(_ => random.Next()))
        {
            text.Append(Pick(["", "", "; c\n", "# c\n", "\n"])).Append('[').Append(section).Append(']')
                .Append(Pick(["", "", "", " ; c", " junk"])).Append('\n');
            foreach (var option in section == "INCLUDES"
                ? ["before", "after"]
                : Options.Where(_ => random.Next(3) == 0).DistinctBy(o => o.ToLowerInvariant()))
            {
                var value = section == "INCLUDES"
                    ? Pick(["paths.conf", "more.conf", "paths.conf\n  more.conf", "none.conf", "", "jail.local"])
                    : Pick(Values);
                text.Append(option).Append(Pick([" = ", "=", ": ", " :  "])).Append(value).Append('\n')
                    .Append(Pick(["", "", "", "\n", "  # c\n", " ; c\n", "  more\n"]));
            }
        }

        if (random.Next(15) == 0)
        {
            text.Insert(random.Next(text.Length + 1),
                Pick(["junk\n", "[", "]", "=", "\n", " ", "\t", "[asterisk]\n", "\u001c", "\u00a0", "\u2028", "\r"]));
        }

        return text.ToString().Replace("\n", end, StringComparison.Ordinal);
    }

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
