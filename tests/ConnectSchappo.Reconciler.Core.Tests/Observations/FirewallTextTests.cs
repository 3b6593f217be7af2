using ConnectSchappo.Reconciler.Core.Observations.Texts;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Observations;

/// <summary>Whether the kernel turns an address away, from what its tools print.</summary>
public class FirewallTextTests
{
    private const string Chains = """
        -P INPUT ACCEPT
        -N f2b-asterisk-tcp
        -N f2b-sshd
        -A INPUT -p tcp -j f2b-asterisk-tcp
        -A INPUT -p tcp -m multiport --dports 22 -j f2b-sshd
        -A f2b-asterisk-tcp -s 203.0.113.50/32 -j REJECT --reject-with icmp-port-unreachable
        -A f2b-asterisk-tcp -j RETURN
        -A f2b-sshd -s 203.0.113.51/32 -j REJECT --reject-with icmp-port-unreachable
        @told
        """;

    private const string Sets = """
        -P INPUT ACCEPT
        -A INPUT -p tcp -m set --match-set f2b-asterisk src -j REJECT --reject-with icmp-port-unreachable
        @told
        create f2b-asterisk hash:ip family inet hashsize 1024 maxelem 65536 timeout 600
        add f2b-asterisk 203.0.113.50 timeout 598
        add other 203.0.113.51
        @told
        """;

    private const string Nft = """
        table inet f2b-table {
        	set addr-set-asterisk {
        		type ipv4_addr
        		elements = { 203.0.113.49,
        			     203.0.113.50 }
        	}

        	set addr-set-idle {
        		type ipv4_addr
        		elements = { 203.0.113.51 }
        	}

        	configFile f2b-configFile {
        		type filter hook input priority filter - 1; policy accept;
        		meta l4proto tcp ip saddr @addr-set-asterisk reject with icmp port-unreachable
        	}
        }
        @told
        """;

    [Theory]
    [InlineData(Chains, "asterisk", "203.0.113.50", true)]
    [InlineData(Chains, "asterisk", "203.0.113.51", false)] // that is what sshd's jail did
    [InlineData(Chains, "sshd", "203.0.113.51", true)]
    [InlineData(Chains, "asterisk", "203.0.113.5", false)]
    [InlineData(Sets, "asterisk", "203.0.113.50", true)]
    [InlineData(Sets, "asterisk", "203.0.113.51", false)]
    [InlineData(Nft, "asterisk", "203.0.113.50", true)]
    [InlineData(Nft, "asterisk", "203.0.113.51", false)]
    public void An_address_is_turned_away(string rules, string jail, string address, bool turnedAway)
    {
        Assert.True(FirewallText.Parse(rules.Split('\n')).TryGet(out var firewall));

        Assert.Equal(turnedAway, firewall.Rejects(jail, ((string[])["asterisk", "sshd"]).Where(j => j != jail), address));
    }

    [Fact]
    public void A_full_chain_to_which_nothing_leads_turns_nobody_away()
    {
        Assert.True(FirewallText.Parse(Chains.Replace("-A INPUT -p tcp -j f2b-asterisk-tcp\n", "", StringComparison.Ordinal).Split('\n'))
            .TryGet(out var firewall));

        Assert.False(firewall.Rejects("asterisk", ["sshd"], "203.0.113.50"));
    }

    [Fact]
    public void A_box_without_any_such_tool_is_unknown_and_not_open() => Assert.NotNull(FirewallText.Parse([""]).Missing);
}
