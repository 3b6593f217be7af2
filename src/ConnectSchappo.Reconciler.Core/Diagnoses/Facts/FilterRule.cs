using System.Text;

namespace ConnectSchappo.Reconciler.Core.Diagnoses.Facts;

/// <summary>A rule of a packet filter.</summary>
/// <param name="Chain">The chain that it stands in.</param>
/// <param name="Target">What it does: <c>ACCEPT</c>, <c>DROP</c>, the name of another chain.</param>
/// <param name="Line">As iptables prints it.</param>
/// <param name="Matches">What a packet must be like.</param>
internal sealed record FilterRule(string Chain, string Target, string Line, EquatableArray<FilterMatch> Matches)
{
    /// <summary>Whether a packet goes no further.</summary>
    public bool Decides => Target is "ACCEPT" or "DROP" or "REJECT" or "TARPIT";

    /// <summary>Reads <c>-A CHAIN ... -j TARGET</c>; null where it is another line.</summary>
    public static FilterRule? Parse(string line)
    {
        if (Words(line) is not ["-A", var chain, .. var rest])
        {
            return null;
        }

        var matches = new List<FilterMatch>();
        var target = "";
        for (var at = 0; at < rest.Count;)
        {
            var isNegated = rest[at] == "!";
            at += isNegated ? 1 : 0;
            if (at == rest.Count)
            {
                break;
            }

            var option = rest[at++];
            var values = rest.Skip(at).TakeWhile(w => w != "!" && !(w.Length > 1 && w[0] == '-' && !char.IsAsciiDigit(w[1]))).ToList();
            at += values.Count;
            if (option is "-j" or "-g" or "--jump" or "--goto")
            {
                target = values.FirstOrDefault() ?? "";
                break; // what stands behind a target is the target's own
            }

            if (option is not ("-m" or "--match" or "--comment"))
            {
                matches.Add(new(option, values.ToEquatableArray(), isNegated));
            }
        }

        return new(chain, target, line, matches.ToEquatableArray());
    }

    /// <summary>Whether the rule is for a packet; null where it hangs on what is not known of it.</summary>
    public bool? Fits(Packet packet)
    {
        bool? all = true;
        foreach (var match in Matches)
        {
            switch (match.Fits(packet))
            {
                case false:
                    return false;
                case null:
                    all = null;
                    break;
            }
        }

        return all;
    }

    // A comment has blanks between double quotes, and there a backslash before a quote.
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (isQuoted, isWord) = (false, false);
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '"')
            {
                (isQuoted, isWord) = (!isQuoted, true);
            }
            else if (c == ' ' && !isQuoted)
            {
                Take();
            }
            else
            {
                word.Append(c == '\\' && isQuoted && i + 1 < line.Length ? line[++i] : c);
                isWord = true;
            }
        }

        Take();
        return words;

        void Take()
        {
            if (isWord)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            isWord = false;
        }
    }
}
