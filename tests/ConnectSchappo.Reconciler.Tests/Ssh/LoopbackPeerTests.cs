using ConnectSchappo.Reconciler.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

/// <summary>Whose a connection within this host is, as <c>/proc/self/net/tcp</c> says it.</summary>
public sealed class LoopbackPeerTests
{
    private const int Listener = 0x9C40;

    private static readonly string[] Table =
    [
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
        "   0: 0100007F:9C40 00000000:0000 0A 00000000:00000000 00:00000000 00000000   997        0 4001 1 0 100 0 0 10 0",
        "   1: 00000000:9C41 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4002 1 0 100 0 0 10 0",
        "   2: 0100007F:9C40 0100007F:A001 01 00000000:00000000 00:00000000 00000000   997        0 4003 1 0 20 4 30 10 -1",
        "   3: 0100007F:A001 0100007F:9C40 01 00000000:00000000 00:00000000 00000000   997        0 4004 1 0 20 4 30 10 -1",
        "   4: 0100007F:A002 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 4005 1 0 20 4 30 10 -1",
        "   5: 0100007F:A003 0100007F:9C40 06 00000000:00000000 00:00000000 00000000   997        0 0 3 0 20 4 30 10 -1",
        "   6: 0100007F:A004 0100007F:9C42 01 00000000:00000000 00:00000000 00000000   997        0 4006 1 0 20 4 30 10 -1",
        "   7: 0200007F:A005 0100007F:9C40 01 00000000:00000000 00:00000000 00000000   997        0 4007 1 0 20 4 30 10 -1",
        "   0: 0000000000000000FFFF00000100007F:A007 0000000000000000FFFF00000100007F:9C40 01 "
            + "00000000:00000000 00:00000000 00000000   997        0 4008 1 0 20 4 30 10 -1",
        "   1: 0000000000000000FFFF00000100007F:A008 0000000000000000FFFF00000100007F:9C40 01 "
            + "00000000:00000000 00:00000000 00000000  1000        0 4009 1 0 20 4 30 10 -1",
    ];

    [Theory]
    [InlineData("the listener's user", 0xA001, true)]
    [InlineData("another user", 0xA002, false)]
    [InlineData("the listener's user, closed", 0xA003, false)]
    [InlineData("a connection to another port", 0xA004, false)]
    [InlineData("from another address", 0xA005, false)]
    [InlineData("the listener's user, by a socket of IPv6", 0xA007, true)]
    [InlineData("another user, by a socket of IPv6", 0xA008, false)]
    [InlineData("a connection that is not in the table", 0xA006, false)]
    public void Only_a_connection_of_the_listeners_user_is_let_in(string whose, int port, bool isOurs)
    {
        _ = whose;
        Assert.Equal(isOurs, LoopbackPeer.IsOfListener(Table, port, Listener));
    }

    [Fact]
    public void Where_nobody_listens_nothing_is_let_in() => Assert.False(LoopbackPeer.IsOfListener(Table, 0xA004, 0x9C42));
}
