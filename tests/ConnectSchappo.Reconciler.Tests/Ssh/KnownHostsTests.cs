using ConnectSchappo.Reconciler.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

/// <summary>Against lines, hashes and fingerprints that OpenSSH's own ssh-keygen made.</summary>
public sealed class KnownHostsTests
{
    private const string Ed25519 = "AAAAC3NzaC1lZDI1NTE5AAAAIOWaPVNvXB8QRv6sguxinbk48L/9UVpIh08hHwyharqI";
    private const string Rsa =
        "AAAAB3NzaC1yc2EAAAADAQABAAABAQCLMuo+/B/UhKXKzt0aZVsaZURTU6ts1k6q5XfdihHHJoJZkI095vyOM8EUKGGthwaWGMJo4UBG1Gz4Lg9ZGEFer7AS"
        + "X86ApB5HkWc0KZEYUlD9ley/3GFOfgpxHZvArBasj7674bT8o1ic6qc8lQgHL44xsIixj/q3YCSA4YK54nScUJe0OyAJbXLl6YenZYzRNV6s2kdsGX00ofPs"
        + "kdnVgoiiGjkRBZNk0pcQMh09Yg+jHrWreLxF32P2Fv/y4H2HDpBfIBE/gRSNIkyrwYHq0Oz1coVCPO1hYAl2YGdi445fNh/ek0iFRJReENeA8nivi4y4mMKy"
        + "8OnVaRhINCEn";
    private const string Ecdsa =
        "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBBdjEO+XG7ugO4kiTgCx6E3d6ijUkiDSmILQc+OvrsRFWvSyfr9dtZ9ucbVf4qU/P4Qs"
        + "dh8GSMzPnaeevoPivOo=";

    private static string Verdict(string lines, string host, int port = 22, string key = Ed25519) =>
        KnownHosts.Parse(lines).Check(host, port, Convert.FromBase64String(key)) switch
        {
            HostKeyVerdict.Trusted => "trusted",
            HostKeyVerdict.Revoked => "revoked",
            HostKeyVerdict.Unknown { OnlyAuthority: true } => "unknown, authority",
            HostKeyVerdict.Unknown => "unknown",
            HostKeyVerdict.Changed changed => "changed: " + string.Join(", ", changed.Expected.Select(k => k.Type)),
            _ => "?",
        };

    [Theory]
    [InlineData("box.example ssh-ed25519 K", "box.example", 22, "trusted")]
    [InlineData("box.example ssh-ed25519 K with a comment", "BOX.Example", 22, "trusted")]
    [InlineData("\tbox.example\tssh-ed25519 K\r", "box.example", 22, "trusted")]
    [InlineData("# box.example ssh-ed25519 K", "box.example", 22, "unknown")]
    [InlineData("a.example,box.example,198.51.100.7 ssh-ed25519 K", "198.51.100.7", 22, "trusted")]
    [InlineData("*.example ssh-ed25519 K", "box.example", 22, "trusted")]
    [InlineData("*.example ssh-ed25519 K", "example", 22, "unknown")]
    [InlineData("198.51.100.? ssh-ed25519 K", "198.51.100.7", 22, "trusted")]
    [InlineData("198.51.100.? ssh-ed25519 K", "198.51.100.70", 22, "unknown")]
    [InlineData("*.example,!box.example ssh-ed25519 K", "box.example", 22, "unknown")]
    [InlineData("!box.example,*.example ssh-ed25519 K", "other.example", 22, "trusted")]
    [InlineData("!box.example ssh-ed25519 K", "other.example", 22, "unknown")]
    [InlineData("box.example ssh-ed25519 K", "box.example", 2222, "unknown")]
    [InlineData("[box.example]:2222 ssh-ed25519 K", "box.example", 2222, "trusted")]
    [InlineData("[box.example]:2222 ssh-ed25519 K", "box.example", 22, "unknown")]
    [InlineData("[*]:2222 ssh-ed25519 K", "box.example", 2222, "trusted")]
    [InlineData("@revoked * ssh-ed25519 K\nbox.example ssh-ed25519 K", "box.example", 22, "revoked")]
    [InlineData("box.example ssh-ed25519 K\n@revoked * ssh-ed25519 K", "box.example", 22, "revoked")]
    [InlineData("@revoked * ssh-rsa R\nbox.example ssh-ed25519 K", "box.example", 22, "trusted")]
    [InlineData("@cert-authority *.example ssh-ed25519 K", "box.example", 22, "unknown, authority")]
    [InlineData("box.example ssh-rsa R\nbox.example ssh-ed25519 K", "box.example", 22, "trusted")]
    [InlineData("box.example ssh-rsa R\nbox.example ecdsa-sha2-nistp256 E", "box.example", 22, "changed: ssh-rsa, ecdsa-sha2-nistp256")]
    [InlineData("|1|dv5Vt0eUnm9i0bbwOkKbmTI2Acg=|CkjYMy7aOLNW9jeMCSt5vW+Gqgg= ssh-ed25519 K", "box.example", 22, "trusted")]
    [InlineData("|1|dv5Vt0eUnm9i0bbwOkKbmTI2Acg=|CkjYMy7aOLNW9jeMCSt5vW+Gqgg= ssh-ed25519 K", "other.example", 22, "unknown")]
    [InlineData("|1|9xELTunbDW2guafk/xGtgtsu+tA=|8RiVH+r83x93Gt6Xe6DdW696Wf4= ssh-ed25519 K", "10.0.0.7", 2222, "trusted")]
    [InlineData("|1|9xELTunbDW2guafk/xGtgtsu+tA=|8RiVH+r83x93Gt6Xe6DdW696Wf4= ssh-ed25519 K", "10.0.0.7", 22, "unknown")]
    public void A_presented_key_is_judged_by_the_lines_that_are_for_the_host(string lines, string host, int port, string verdict) =>
        Assert.Equal(verdict, Verdict(Filled(lines), host, port));

    [Theory]
    [InlineData("box.example ssh-ed25519", "a line needs hosts, a key type and a key")]
    [InlineData("box.example ssh-ed25519 %%%", "the key is not base64")]
    [InlineData("box.example ssh-rsa K", "the key is not a key of the type ssh-rsa, which the line names")]
    [InlineData("|1|short ssh-ed25519 K", "the hashed host name is not |1|salt|hash")]
    [InlineData("|2|a|b ssh-ed25519 K", "the hashed host name is not |1|salt|hash")]
    [InlineData("@other box.example ssh-ed25519 K", "the marker @other is unknown")]
    [InlineData("@revoked", "a line needs hosts, a key type and a key")]
    public void A_broken_line_is_told_and_trusts_nobody(string line, string problem)
    {
        var hosts = KnownHosts.Parse(Filled("\n" + line));

        var found = Assert.Single(hosts.Problems);
        Assert.Equal((2, problem), (found.Line, found.Message.ToString()));
        Assert.IsType<HostKeyVerdict.Unknown>(hosts.Check("box.example", 22, Convert.FromBase64String(Ed25519)));
    }

    [Fact]
    public void An_authority_is_reported_as_unsupported() => Assert.Equal(
        "@cert-authority is not supported: add the host's own key",
        Assert.Single(KnownHosts.Parse(Filled("@cert-authority * ssh-ed25519 K")).Problems).Message.ToString());

    [Fact]
    public void The_types_on_record_are_asked_for_first() => Assert.Equal(
        ["ssh-rsa", "ecdsa-sha2-nistp256"],
        KnownHosts.Parse(Filled("box ssh-rsa R\nbox ecdsa-sha2-nistp256 E\n@revoked box ssh-ed25519 K\nother ssh-ed25519 K")).TypesFor(
            "box", 22));

    [Theory]
    [InlineData(Ed25519, "ssh-ed25519", "SHA256:uSvNEqYaKKZhFnfwydCeK0nzQe88dRfUxBnhT9iTL7k")]
    [InlineData(Rsa, "ssh-rsa", "SHA256:QEAJAuA8MCodcTyo7eFz6mHT/5JH8grPVqjSOFkm/QA")]
    [InlineData(Ecdsa, "ecdsa-sha2-nistp256", "SHA256:pA9wwLM6pHL8CmQ+aBsrTIsVNpjcBcK//FOoYDq14DQ")]
    public void A_fingerprint_is_what_ssh_keygen_prints(string key, string type, string fingerprint)
    {
        Assert.Equal($"{type} {fingerprint}", HostKey.Of(Convert.FromBase64String(key)).ToString());
        Assert.True(HostKeyFingerprint.TryParse(fingerprint + "=", out var padded));
        Assert.Equal(HostKeyFingerprint.Of(Convert.FromBase64String(key)), padded);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MD5:aa:bb")]
    [InlineData("SHA256:short")]
    [InlineData("uSvNEqYaKKZhFnfwydCeK0nzQe88dRfUxBnhT9iTL7k")]
    public void What_is_no_SHA256_fingerprint_is_refused(string? text) => Assert.False(HostKeyFingerprint.TryParse(text, out _));

    private static string Filled(string lines) => lines
        .Replace("ssh-ed25519 K", "ssh-ed25519 " + Ed25519, StringComparison.Ordinal)
        .Replace("ssh-rsa K", "ssh-rsa " + Ed25519, StringComparison.Ordinal)
        .Replace("ssh-rsa R", "ssh-rsa " + Rsa, StringComparison.Ordinal)
        .Replace("nistp256 E", "nistp256 " + Ecdsa, StringComparison.Ordinal);
}
