using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>
/// Reads what <c>iptables -S</c>, <c>ip6tables -S</c>, <c>ipset save</c> and <c>nft list ruleset</c> print, as far as bans need it: a
/// chain counts only where INPUT leads to it, since flushing INPUT leaves fail2ban's chains full and without effect.
/// </summary>
public static class FirewallText
{
    /// <summary>The line after each tool that answered.</summary>
    public const string Told = "@told";

    public static Fact<Firewall> Parse(IReadOnlyList<string> lines)
    {
        if (!lines.Contains(Told))
        {
            return Fact.Unknown<Firewall>($"neither iptables nor nft answers on this box");
        }

        var rules = lines.Where(l => l.StartsWith("-A ", StringComparison.Ordinal))
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(r => r.Length > 1).ToList();
        var reached = Reached(rules);
        var rejecting = rules.Where(r => reached.Contains(r[1]) && After(r, "-j") is "REJECT" or "DROP" && !r.Contains("!")).ToList();
        var sets = rejecting.Select(r => After(r, "--match-set")).OfType<string>().Concat(NftSets(lines)).ToHashSet(StringComparer.Ordinal);
        return Fact.Known(new Firewall(rejecting
            .Select(r => (r[1], After(r, "-s"))).Where(r => r.Item2 is not null).Select(r => (r.Item1, Bare(r.Item2!)))
            .Concat(Members(lines).Where(m => sets.Contains(m.Set)))
            .Distinct().ToEquatableArray()));
    }

    private static HashSet<string> Reached(List<string[]> rules)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { "INPUT" };
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(rules.Where(r => reached.Contains(r[1])).Select(r => After(r, "-j") ?? After(r, "-g")).OfType<string>()
                .ToList());
        }

        return reached;
    }

    private static IEnumerable<(string Set, string Address)> Members(IReadOnlyList<string> lines)
    {
        string? set = null;
        var inElements = false;
        foreach (var line in lines.Select(l => l.Trim()))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["add", var name, var member, ..])
            {
                yield return (name, Bare(member)); // ipset
            }
            else if (words is ["set", var opened, "{"])
            {
                set = opened;
            }

            if (set is null)
            {
                continue;
            }

            inElements |= line.StartsWith("elements = {", StringComparison.Ordinal);
            if (inElements)
            {
                foreach (var element in line.Replace("elements = {", "", StringComparison.Ordinal)
                    .Split([',', '{', '}'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                {
                    yield return (set, Bare(element.Split(' ')[0]));
                }

                inElements = !line.EndsWith('}');
            }
            else if (line == "}")
            {
                set = null;
            }
        }
    }

    private static IEnumerable<string> NftSets(IReadOnlyList<string> lines) =>
        from line in lines
        where line.Contains("saddr @", StringComparison.Ordinal)
            && (line.Contains("reject", StringComparison.Ordinal) || line.Contains("drop", StringComparison.Ordinal))
        select line[(line.IndexOf("saddr @", StringComparison.Ordinal) + "saddr @".Length)..].Split(' ')[0];

    private static string? After(string[] rule, string word) =>
        Array.IndexOf(rule, word) is >= 0 and var at && at + 1 < rule.Length ? rule[at + 1] : null;

    private static string Bare(string address) =>
        address.EndsWith("/32", StringComparison.Ordinal)
            ? address[..^3]
            : address.EndsWith("/128", StringComparison.Ordinal)
            ? address[..^4]
            : address;
}
