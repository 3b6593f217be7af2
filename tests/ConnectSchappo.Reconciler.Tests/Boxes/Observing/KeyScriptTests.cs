using System.Text;
using ConnectSchappo.Reconciler.Boxes.Observing;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Tests.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Boxes.Observing;

/// <summary>What a look reads of certificates and their keys, which never leave the box.</summary>
public sealed class KeyScriptTests : ObservationScene
{
    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_key_that_does_not_serve_is_told_by_its_kind_and_never_waited_for(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        var locked = rsa.ExportEncryptedPkcs8PrivateKeyPem(
            "passphrase",
            new(
                System.Security.Cryptography.PbeEncryptionAlgorithm.Aes256Cbc,
                System.Security.Cryptography.HashAlgorithmName.SHA256,
                1000));
        await File.WriteAllTextAsync(At("c.pem"), TestCertificates.One.Certificate, Cancellation);
        await File.WriteAllTextAsync(At("locked.pem"), locked, Cancellation);
        await File.WriteAllTextAsync(At("broken.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", Cancellation);
        await Run(root, $"mkfifo {At("fifo.pem")}\n", []);

        async Task<ObservationText> Of(string certificate, string key) =>
            ObservationText.Parse(await Look(root, null, At(certificate), At(key)), null);

        Assert.Equal(Fact.Known(KeyFit.None), (await Of("c.pem", "c.pem")).Key);
        Assert.Equal(Fact.Known(KeyFit.Locked), (await Of("c.pem", "locked.pem")).Key);
        Assert.Equal(Fact.Known(KeyFit.Broken), (await Of("c.pem", "broken.pem")).Key);
        Assert.Equal(Fact.Known(KeyFit.Missing), (await Of("c.pem", "no.pem")).Key);
        Assert.Equal(Fact.Known(KeyFit.Special), (await Of("c.pem", "fifo.pem")).Key);
        Assert.Contains("FIFO", (await Of("fifo.pem", "c.pem")).CertificateOnDisk.Missing?.ToString(), StringComparison.Ordinal);
        Assert.Contains("no such file", (await Of("no.pem", "c.pem")).CertificateOnDisk.Missing?.ToString(), StringComparison.Ordinal);
    }

    // A renewal that was cut: the certificate has no end, and the key follows it.
    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_key_behind_a_certificate_without_its_end_stays_where_it_is(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await File.WriteAllTextAsync(
            At("c.pem"), TestCertificates.One.Certificate.Split("-----END", 2)[0] + TestCertificates.One.Key, Cancellation);

        var text = await Look(root, null, At("c.pem"));

        Assert.DoesNotContain(
            "PRIVATE",
            Encoding.ASCII.GetString(Convert.FromBase64String(text.Split("@certificate ")[1].Split('\n')[0])),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_key_is_held_against_its_certificate_and_stays_where_it_is(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await File.WriteAllTextAsync(At("c.pem"), TestCertificates.One.Certificate, Cancellation);
        await File.WriteAllTextAsync(At("k.pem"), TestCertificates.One.Key, Cancellation);

        var first = await Look(root, null, At("c.pem"), At("k.pem"));
        var look = ObservationText.Parse(first, null);
        Assert.Equal(Fact.Known(KeyFit.Fits), look.Key);
        Assert.True(look.CertificateOnDisk.TryGet(out _));
        Assert.DoesNotContain(
            Encoding.ASCII.GetString(Convert.FromBase64String(first.Split("@certificate ")[1].Split('\n')[0])),
            "PRIVATE",
            StringComparison.Ordinal);

        Assert.DoesNotContain("@key", await Look(root, look, At("c.pem"), At("k.pem")), StringComparison.Ordinal);

        await File.WriteAllTextAsync(At("k.pem"), TestCertificates.Other.Key, Cancellation);
        Assert.Equal(Fact.Known(KeyFit.Other), ObservationText.Parse(await Look(root, look, At("c.pem"), At("k.pem")), look).Key);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_certificates_of_transports_are_told_with_what_is_wrong_with_them(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await File.WriteAllTextAsync(At("t.crt"), TestCertificates.One.Certificate, Cancellation);
        await File.WriteAllTextAsync(At("t.key"), TestCertificates.One.Key, Cancellation);
        await File.WriteAllTextAsync(At("other.key"), TestCertificates.Other.Key, Cancellation);
        await File.WriteAllTextAsync(At("both.pem"), TestCertificates.One.Certificate + "\n" + TestCertificates.One.Key, Cancellation);
        await File.WriteAllTextAsync(At("locked.key"), TestCertificates.Locked, Cancellation);
        await Stub("pgrep", "exit 1"); // no Asterisk, whose account could read what lies here
        TransportQuestion Asked(string name, string certificate, string key, bool password = false) => new(
            name, At(certificate), At(key), null, password);

        var look = ObservationText.Parse(
            await Run(root, ObservationScript.Text([], null, null,
            [
                Asked("good", "t.crt", "t.key"), Asked("both", "both.pem", "both.pem"), Asked("other", "t.crt", "other.key"), Asked(
                    "locked", "t.crt", "locked.key"),
                Asked("known", "t.crt", "locked.key", password: true), Asked("missing", "none.crt", "t.key"), Asked(
                    "half", "t.crt", "t.crt"),
            ]), ObservationText.Known(null)),
            null).Transports;

        Assert.All((string[])["good", "both"], n => Assert.Equal(Fact.Known(true), look[n].KeyMatches));
        Assert.All(look.Where(l => l.Key != "missing"), l => Assert.True(l.Value.OnDisk.TryGet(out _)));
        Assert.Equal(Fact.Known(false), look["other"].KeyMatches);
        Assert.Equal([(At("locked.key"), CertificateFault.Locked)], look["locked"].Faults);
        Assert.Empty(look["known"].Faults);
        Assert.Equal([(At("none.crt"), CertificateFault.Missing)], look["missing"].Faults);
        Assert.Equal([(At("t.crt"), CertificateFault.Empty)], look["half"].Faults);
        Assert.All(look.Values, l => Assert.NotNull(l.Served.Missing));
    }
}
