using System.Net;
using ConnectSchappo.Reconciler.Core.Diagnoses.Facts;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Diagnoses;

/// <summary>What iptables prints, and what becomes of a packet.</summary>
public sealed class PacketFilterTests
{
    // As Issabel's firewall has it, shortened.
    private const string Issabel = """
        -P INPUT ACCEPT
        -N F2B_INPUT
        -N ISSABEL_INPUT
        -N f2b-asterisk
        -A INPUT -j F2B_INPUT
        -A INPUT -j ISSABEL_INPUT
        -A F2B_INPUT -p tcp -m multiport --dports 0:65535 -j f2b-asterisk
        -A f2b-asterisk -s 203.0.113.66/32 -j REJECT --reject-with icmp-port-unreachable
        -A f2b-asterisk -j RETURN
        -A ISSABEL_INPUT -i lo -j ACCEPT
        -A ISSABEL_INPUT -p tcp -m tcp --dport 8088:8089 -j ACCEPT
        -A ISSABEL_INPUT -p udp -m udp --dport 10000:20000 -j ACCEPT
        -A ISSABEL_INPUT -p udp -m udp --sport 53 -j ACCEPT
        -A ISSABEL_INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT
        -A ISSABEL_INPUT -j REJECT --reject-with icmp-port-unreachable
        """;

    [Theory]
    [InlineData("tcp 8089 from 203.0.113.7", "in: -A ISSABEL_INPUT -p tcp -m tcp --dport 8088:8089 -j ACCEPT")]
    [InlineData("tcp 8089 from 203.0.113.66", "out: -A f2b-asterisk -s 203.0.113.66/32 -j REJECT --reject-with icmp-port-unreachable")]
    [InlineData("udp 10000 from 203.0.113.66", "in: -A ISSABEL_INPUT -p udp -m udp --dport 10000:20000 -j ACCEPT")]
    [InlineData("udp 20001 from 203.0.113.7", "out: -A ISSABEL_INPUT -j REJECT --reject-with icmp-port-unreachable")]
    public void Packets_go_through_the_chains_of_a_web_interface(string packet, string verdict) => Assert.Equal(verdict, Decide(Issabel,
        packet));

    [Fact]
    public void Chains_that_lead_to_one_another_again_and_again_are_given_up()
    {
        var rules = string.Concat(Enumerable.Range(0, 60).Select(i => $"-A c{i} -j c{i + 1}\n-A c{i} -j c{i + 1}\n")) + "-A c60 -j LOG\n";
        Assert.Equal("unknown: more than 100000 rules", Decide($"-A INPUT -j c0\n{rules}", "tcp 8089 from 203.0.113.7"));
    }

    [Theory]
    [InlineData("", "in: -P INPUT ACCEPT")]
    [InlineData("-P INPUT DROP", "out: -P INPUT DROP")]
    [InlineData("-A INPUT ! -s 203.0.113.0/24 -j DROP", "in: -P INPUT ACCEPT")]
    [InlineData("-A INPUT -s 203.0.113.0/255.255.255.0 -j DROP", "out: -A INPUT -s 203.0.113.0/255.255.255.0 -j DROP")]
    [InlineData("-A INPUT -p tcp ! --dport 8089 -j DROP", "in: -P INPUT ACCEPT")]
    [InlineData("-A INPUT -p tcp -m multiport --dports 80,443,8080:8090 -j DROP",
        "out: -A INPUT -p tcp -m multiport --dports 80,443,8080:8090 -j DROP")]
    [InlineData("-A INPUT -m comment --comment \"a \\\"b\\\" -j DROP\" -j ACCEPT\n-P INPUT DROP",
        "in: -A INPUT -m comment --comment \"a \\\"b\\\" -j DROP\" -j ACCEPT")]
    [InlineData("-A INPUT -j LOG --log-prefix \"x \"\n-A INPUT -j DROP", "out: -A INPUT -j DROP")]
    [InlineData("-A INPUT -m set --match-set blocked src -j DROP", "unknown: -A INPUT -m set --match-set blocked src -j DROP")]
    [InlineData("-A INPUT -m set --match-set friends src -j ACCEPT\n-A INPUT -j DROP",
        "unknown: -A INPUT -m set --match-set friends src -j ACCEPT")]
    [InlineData("-A INPUT -m set --match-set friends src -j ACCEPT", "in: -P INPUT ACCEPT")]
    [InlineData("-A INPUT -j a\n-A a -j b\n-A b -j a\n-P INPUT DROP", "out: -P INPUT DROP")]
    [InlineData("-A INPUT -p tcp -m tcp --tcp-flags FIN,SYN SYN -m connlimit --connlimit-above 3 -j DROP",
        "unknown: -A INPUT -p tcp -m tcp --tcp-flags FIN,SYN SYN -m connlimit --connlimit-above 3 -j DROP")]
    [InlineData("nonsense\n-A\n-A INPUT\n-A INPUT !", "in: -P INPUT ACCEPT")]
    public void A_rule_is_for_a_packet_or_not_or_nobody_knows(string rules, string verdict) =>
        Assert.Equal(verdict, Decide(rules, "tcp 8089 from 203.0.113.7"));

    private static string Decide(string rules, string packet)
    {
        var words = packet.Split(' ');
        var found = PacketFilter.Parse(rules.ReplaceLineEndings("\n").Split('\n')).Decide(
            new Packet(words[0] == "tcp", IPAddress.Parse(words[3]), int.Parse(words[1],
                System.Globalization.CultureInfo.InvariantCulture)));
        return $"{found.IsLetIn switch { true => "in", false => "out", null => "unknown" }}: {found.Rule}";
    }
}
