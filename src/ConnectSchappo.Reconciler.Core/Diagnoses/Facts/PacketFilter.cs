namespace ConnectSchappo.Reconciler.Core.Diagnoses.Facts;

/// <summary>
/// The rules of a packet filter as <c>iptables -S</c> prints them, and what they do with a packet that comes to the box itself. It follows
/// the chains as the kernel does, and says that it does not know where a rule hangs on what it does not see.
/// </summary>
/// <remarks>Source: iptables(8), iptables-extensions(8).</remarks>
public sealed class PacketFilter
{
    private const string Input = "INPUT";

    // The kernel takes no chain that leads to itself; whoever prints one is not followed without end.
    private const int MostDepth = 64;

    // Whatever a box prints: chains that jump to one another may make more ways than anybody can go.
    private const int MostRules = 100_000;

    private readonly Dictionary<string, string> policies;
    private readonly ILookup<string, FilterRule> chains;

    private PacketFilter(Dictionary<string, string> policies, ILookup<string, FilterRule> chains) =>
        (this.policies, this.chains) = (policies, chains);

    /// <summary>Reads what <c>iptables -S</c> printed; a line that is none of it is passed over.</summary>
    public static PacketFilter Parse(IEnumerable<string> lines)
    {
        var ends = new Dictionary<string, string>(StringComparer.Ordinal);
        var rules = new List<FilterRule>();
        foreach (var line in lines)
        {
            if (line.Split(' ') is ["-P", var chain, var policy])
            {
                ends[chain] = policy;
            }
            else if (FilterRule.Parse(line) is { } rule)
            {
                rules.Add(rule);
            }
        }

        return new(ends, rules.ToLookup(r => r.Chain, StringComparer.Ordinal));
    }

    /// <summary>What becomes of a packet.</summary>
    public PacketVerdict Decide(Packet packet)
    {
        var walk = new Walk(this, packet);
        var decided = walk.Through(Input, 0);
        var (isLetIn, rule) = decided is { } by
            ? (by.Target == "ACCEPT", by.Line)
            : (policies.GetValueOrDefault(Input, "ACCEPT") == "ACCEPT", $"-P {Input} {policies.GetValueOrDefault(Input, "ACCEPT")}");
        return walk.HasGivenUp ? new PacketVerdict(null, $"more than {MostRules} rules")
            : walk.Doubtful is { } doubt && doubt.Target == "ACCEPT" != isLetIn
            ? new PacketVerdict(null, doubt.Line)
            : new PacketVerdict(isLetIn, rule);
    }

    private sealed class Walk(PacketFilter filter, Packet packet)
    {
        private int seen;

        /// <summary>The first rule that may have decided, and of which that is not known.</summary>
        public FilterRule? Doubtful { get; private set; }

        /// <summary>Whether there were too many rules to go through.</summary>
        public bool HasGivenUp => seen > MostRules;

        /// <returns>The rule that decides; null where the chain comes to its end.</returns>
        public FilterRule? Through(string chain, int depth)
        {
            foreach (var rule in filter.chains[chain])
            {
                if (++seen > MostRules)
                {
                    return null;
                }

                var fits = rule.Fits(packet);
                if (fits == false)
                {
                    continue;
                }

                if (rule.Decides)
                {
                    if (fits == true)
                    {
                        return rule;
                    }

                    Doubtful ??= rule;
                }
                else if (rule.Target == "RETURN")
                {
                    if (fits == true)
                    {
                        return null;
                    }
                }
                else if (filter.chains.Contains(rule.Target) && depth < MostDepth && Through(rule.Target, depth + 1) is { } decided)
                {
                    if (fits == true)
                    {
                        return decided;
                    }

                    Doubtful ??= decided;
                }
            }

            return null;
        }
    }
}
