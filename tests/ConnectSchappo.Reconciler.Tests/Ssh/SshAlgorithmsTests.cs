using ConnectSchappo.Reconciler.Ssh;
using Renci.SshNet;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

public sealed class SshAlgorithmsTests
{
    private static ConnectionInfo Arranged(string[] preferred, string[] refused)
    {
        using var nothing = new NoneAuthenticationMethod("user");
        var connection = new ConnectionInfo("box.example", "user", nothing);
        SshAlgorithms.Arrange(connection, preferred, refused);
        return connection;
    }

    [Fact]
    public void The_cheap_key_exchange_comes_first() => Assert.Equal(
        ["curve25519-sha256", "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256"],
        Arranged([], []).KeyExchangeAlgorithms.Keys.Take(3));

    [Fact]
    public void Neither_certificates_nor_DSA_are_offered_and_everything_else_is()
    {
        var offered = Arranged([], []).HostKeyAlgorithms.Keys;

        Assert.DoesNotContain(offered, name => name.Contains("-cert-", StringComparison.Ordinal) || name == "ssh-dss");
        Assert.Contains("ssh-ed25519", offered);
        Assert.Contains("rsa-sha2-512", offered);
    }

    [Theory]
    [InlineData("ssh-rsa", "ssh-rsa")]
    [InlineData("ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384")]
    public void The_type_on_record_is_asked_for_first(string known, string first) =>
        Assert.Equal(first, SshAlgorithms.TypeOf(Arranged([known], []).HostKeyAlgorithms.Keys.First()));

    [Fact]
    public void A_refused_type_is_not_asked_for_again() => Assert.DoesNotContain(
        Arranged([], ["ssh-rsa"]).HostKeyAlgorithms.Keys, name => SshAlgorithms.TypeOf(name) == "ssh-rsa");
}
