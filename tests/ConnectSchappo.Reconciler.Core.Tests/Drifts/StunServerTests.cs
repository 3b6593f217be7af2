using ConnectSchappo.Reconciler.Core.Drifts;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Drifts;

/// <summary>What Asterisk 16.28 showed of each stunaddr, and 22.10.1 where a name stands beside the address.</summary>
public class StunServerTests
{
    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9:3478", true, false)]
    [InlineData("203.0.113.7:3480", "203.0.113.7:3480", true, false)]
    [InlineData("203.0.113.7:3480", "203.0.113.7:3478", false, false)]
    [InlineData("203.0.113.7", "203.0.113.8:3478", false, false)]
    [InlineData("203.0.113.7", "0.0.0.0:0", false, false)]
    [InlineData("localhost:3479", "127.0.0.1:3479", true, false)]
    [InlineData("stun.invalid:3479", "0.0.0.0:3479", true, true)]
    [InlineData("stun.invalid", "0.0.0.0:3478", true, true)]
    [InlineData("stun.invalid", "0.0.0.0:0", false, false)]
    [InlineData("localhost:3479", "localhost:3479 127.0.0.1:3479", true, false)]
    [InlineData("localhost", "localhost:3478 127.0.0.1:3478", true, false)]
    [InlineData("localhost:3480", "localhost:3479 127.0.0.1:3479", false, false)]
    [InlineData("stun.invalid", "stun.invalid:3478 0.0.0.0:3478", true, true)]
    [InlineData("stun.example.org", "stun.invalid:3478 0.0.0.0:3478", false, false)]
    [InlineData("203.0.113.9", "stun.invalid:3478 203.0.113.9:3478", false, false)]
    [InlineData("", "stun.invalid:3478 0.0.0.0:3478", false, false)]
    [InlineData("", "0.0.0.0:0", true, false)]
    [InlineData("", "0.0.0.0:3478", true, false)]
    [InlineData("", "203.0.113.9:3478", false, false)]
    public void Beside_what_memory_shows(string option, string memory, bool same, bool unresolved) =>
        Assert.Equal((same, unresolved), (StunServer.Same(option, memory), StunServer.IsUnresolved(option, memory)));
}
