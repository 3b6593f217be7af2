using System.Text;

namespace ConnectSchappo.Reconciler.Core.Tests.Conf;

/// <summary>
/// Writes configurations that nobody in their right mind would write: a top file and the files it includes, made of the parser's
/// own signs, names that collide, nasty bytes, long lines and broken ends. The same random numbers give the same files.
/// </summary>
internal sealed class ConfScribe(Random random, string folder)
{
    private static readonly string[] Names = ["a", "A", "b", "t", "T", "u", "", " a ", "a b", "é", "\u00c3\u00a9"];
    private static readonly string[] Keys = ["k", "K", "j", "type", "my key", "k", "\\k", "\\[x]", "\u00e9", "é"];
    private static readonly string[] Values =
        ["x", "y", "X", "", "endpoint", "a=b", "x;y", "x\\;y", "v ; c", "v;--c--;w", "\"q\"", "> z", "\u00e9", "\u00c3\u00a9", "a\\nb",
            "--", "-- z", "x \\; -- y"];

    private static readonly string[] Options =
        ["!", "+", "t", "T", "u", "a", "A", "+type=endpoint", "+k=x", "+k=^x$", "+k=x&j=.", "+TEMPLATES=include", "+TEMPLATES=restrict",
            "+k=[xy]+", "+k=", "", " t", "nope"];

    private static readonly string[] Signs =
        [";", ";--", "--;", ";---", "\\;", "\\", "-", "=", "=>", "+=", "[", "]", "(", ")", "+", "!", ",", " ", "\t", "#", "\"", "<", ">",
            "a", "k", "x",
            "\r", "\v", "\f", "\u0001", "\u007f", "\u00e9", "\u00c3\u00a9", "\u00ff", "#include ", "[a]", "k=1", "[t](!)", "(+)"];

    private static readonly string[] Files = ["1.i", "2.i", "3.i", "4.i"];

    private int included;

    /// <summary>Few words, so that keys and values equal each other, which += and (+filter) look at.</summary>
    private bool narrow;

    public const string Top = "main.conf";

    /// <summary>Paths below Asterisk's directory of configuration, and contents.</summary>
    public IReadOnlyDictionary<string, byte[]> Write()
    {
        included = random.Next(5);
        narrow = random.Next(4) == 0;
        var written = new Dictionary<string, byte[]>(StringComparer.Ordinal) { [$"{folder}/{Top}"] = File(isTop: true) };
        foreach (var name in Files.Take(included))
        {
            written[$"{folder}/{name}"] = File(isTop: false);
        }

        return written;
    }

    private byte[] File(bool isTop)
    {
        var text = new StringBuilder();
        if (random.Next(30) == 0)
        {
            text.Append("\u00ef\u00bb\u00bf");
        }

        if (isTop && random.Next(3) > 0)
        {
            // Most mistakes are fatal in a top file: with these in place more of them are none.
            text.Append("[t](!)\nk=1\n[u]\ntype=endpoint\n[a]\nk=x\n[b]\n");
        }
        else if (isTop ? random.Next(12) > 0 : random.Next(3) > 0)
        {
            text.Append('[').Append(Pick(Names)).Append("]\n");
        }

        var lines = random.Next(random.Next(1, 25));
        var end = random.Next(12) == 0 ? "\r\n" : "\n";
        for (var i = 0; i < lines; i++)
        {
            text.Append(Line(isTop)).Append(end);
        }

        if (random.Next(8) == 0 && text.Length > 0)
        {
            text.Length -= 1;
        }

        var bytes = CaseText.Latin1(text.ToString());
        return random.Next(6) == 0 ? Spoil(bytes) : bytes;
    }

    private string Line(bool isTop) => random.Next(isTop ? 100 : 60) switch
    {
        < 12 => $"[{Pick(Names)}]{Tail()}",
        < 20 => $"[{Pick(Names)}]({string.Join(',', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(Options)))}){Tail()}",
        < 45 when narrow => $"{Pick(["k", "K"])}{Pick(["=", "+="])}{Pick(["", "x", "X"])}",
        < 45 => $"{Indent()}{Pick(Keys)}{Pick(["=", " = ", "=>", " => ", "+=", " += ", "= >"])}{Pick(Values)}{Tail()}",
        < 50 => Pick([";", "; c", ";--", "--;", ";-- c --;", ";---", "", " ", "\t"]),
        < 55 => Soup(),
        < 57 => random.Next(4) == 0
            ? LongLine()
            : Pick(["junk", "=x", "+=x", "\\=1", "#foo", "# x", "#exec /bin/true", "#include", Pick(["\\", "\\ x", "\\\u00e9=1"])]),
        < 60 or >= 94 => $"{Indent()}{Pick(["#include", "#include", "#tryinclude", "#INCLUDE"])} {Target()}{Tail()}",
        < 80 => $"{Pick(Keys)}={Pick(Values)}",
        _ => $"[{Pick(Names)}]{Pick(["", "", "(t)", "(u)", "(+)", "(!)", "(a,t)", "(!,t)"])}",
    };

    private string Target()
    {
        var name = random.Next(3) > 0
            ? Pick(Files[..Math.Max(1, included)])
            : Pick([.. Files, "*.i", "[12].i", "?.i", "{2,1}.i", "{1,*}.i", "*.none", "", Top]);
        var path = $"{folder}/{name}";
        path = random.Next(40) == 0 ? $"/etc/asterisk/{path}" : path;
        return random.Next(6) switch { 0 => $"\"{path}\"", 1 => $"<{path}>", _ => path };
    }

    private string Soup() => string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Pick(Signs)));

    private string Tail() => random.Next(8) == 0 ? Soup() : "";

    private string Indent() => random.Next(6) == 0 ? Pick([" ", "\t", "  \t"]) : "";

    private string LongLine()
    {
        var length = random.Next(
            4) switch { 0 => random.Next(8185, 8194), 1 => random.Next(16370, 16390), 2 => random.Next(70, 90), _ => random.Next(20_000) };
        var line = new StringBuilder(random.Next(3) == 0 ? "[" : "k=").Append('x', length);
        if (random.Next(3) == 0)
        {
            line[random.Next(line.Length)] = Pick(["\0", ";", "=", "]", "\r"])[0];
        }

        return line.Append(random.Next(3) == 0 ? "]" : "").ToString();
    }

    private byte[] Spoil(byte[] bytes)
    {
        var spoiled = bytes.ToList();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(spoiled.Count + 1);
            if (random.Next(2) == 0 && at < spoiled.Count)
            {
                spoiled.RemoveAt(at);
            }
            else
            {
                spoiled.InsertRange(at, CaseText.Latin1(random.Next(10) == 0 ? "\0" : Pick(Signs)));
            }
        }

        return [.. spoiled];
    }

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
