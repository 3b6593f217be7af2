using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// A certificate that cannot be used: told to a person, and the web server is not reloaded, since it would switch TLS off.
/// </summary>
public class CertificateTests
{
    private const string Pem = "/etc/asterisk/keys/asterisk.pem";

    public static TheoryData<string> Cases => [.. Table.Keys];

    // What is wrong | how | the drift | whether the web server may still be reloaded
    private static readonly Dictionary<string, (Action<SimulatedBox> Spoil, string Drift, bool Reloads)> Table = new(StringComparer.Ordinal)
    {
        ["not readable by Asterisk"] =
            (b => b.Unreadable.Add(Pem), $"http certificate wanted readable by Asterisk, file {Pem}: not readable", false),
        ["no certificate"] = (
            b => b.OnDisk = Fact.Unknown<Certificate>($"the file holds no certificate that can be read"),
            $"http certificate wanted a certificate, file {Pem}: the file holds no certificate that can be read", false),
        ["the key of another"] =
            (b => b.Key = Fact.Known(KeyFit.Other), $"http certificate wanted the key of {Pem}, file {Pem}: another key", false),
        ["no key file"] = (b => b.Key = Fact.Known(KeyFit.Missing), $"http certificate wanted the key of {Pem}, file {Pem}: no such file",
            false),
        ["a certificate alone"] =
            (b => b.Key = Fact.Known(KeyFit.None), $"http certificate wanted the key of {Pem}, file {Pem}: no private key in it", false),
        ["a passphrase"] = (b => b.Key = Fact.Known(KeyFit.Locked),
            $"http certificate wanted the key of {Pem}, file {Pem}: encrypted with a passphrase", false),
        ["a FIFO"] = (b => b.Key = Fact.Known(KeyFit.Special),
            $"http certificate wanted the key of {Pem}, file {Pem}: not a regular file (a FIFO, a device or a directory)", false),
        ["a broken key"] = (b => b.Key = Fact.Known(KeyFit.Broken),
            $"http certificate wanted the key of {Pem}, file {Pem}: a private key that openssl cannot read", false),
        ["a key that nobody saw"] =
            (b => b.Key = Fact.Unknown<KeyFit>($"openssl on the box gave no answer"),
                $"http certificate wanted the key of {Pem}, file {Pem}: not observed: openssl on the box gave no answer", false),
        ["rights that nobody saw"] = (
            b => b.Blind = o => o with { Unreadable = Fact.Unknown<ImmutableHashSet<string>>($"no setpriv") },
            $"http certificate wanted readable by Asterisk, file {Pem}: not observed: no setpriv", false),
        ["another file than was looked at"] = (
            b => b.Blind = o => o with { CertificatePath = "/k/other.pem" },
            $"http certificate wanted a certificate, file {Pem}: not observed: the round read another file", false),
        ["run out"] = (
            b => b.OnDisk = Fact.Known(
                new Certificate(b.Served, DateTimeOffset.UnixEpoch, new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero))),
            $"http certificate dates wanted valid today, file {Pem}", true),
        ["not valid yet"] = (
            b => b.OnDisk = Fact.Known(
                new Certificate(b.Served, new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.MaxValue)),
            $"http certificate dates wanted valid today, file {Pem}", true),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_told_and_reloaded_only_where_that_does_no_harm(string wrong)
    {
        var (spoil, told, reloads) = Table[wrong];
        var box = SimulatedBox.Converged();
        spoil(box);

        var drift = Assert.Single(box.Plan().Report.Drifts);
        Assert.Equal(told, $"{drift.Name} wanted {drift.Desired}, file {drift.File}");
        Assert.Equal(Remediation.Manual, drift.Remediation);
        Assert.False(box.Plan().HasWork);

        // What else is wrong with the web server must wait too, or would come with TLS switched off.
        box.Desired = SimulatedBox.Read(SimulatedBox.SampleState().Replace("bindport: 8088", "bindport: 8087", StringComparison.Ordinal));
        Assert.Equal(reloads, box.Plan("r2").Activations.Any(a => a.Activation == HttpActivations.Reload));
    }

    [Fact]
    public void Of_an_Asterisk_that_is_stopped_rights_are_nobodys_matter()
    {
        var box = SimulatedBox.Converged();
        box.Asterisk = AsteriskLife.Stopped;
        box.Blind = o => o with { Unreadable = Fact.Unknown<ImmutableHashSet<string>>($"nobody runs") };

        Assert.DoesNotContain(box.Plan().Report.Drifts, d => d.Kind == DriftKind.Certificate);
    }

    // The desired state is silent on it, and the web interface names one.
    [Fact]
    public void A_certificate_that_others_name_is_the_one_that_counts()
    {
        var silent = SimulatedBox.SampleState().Split('\n')
            .Where(l => !l.Contains("tlscertfile", StringComparison.Ordinal) && !l.Contains("tlsprivatekey", StringComparison.Ordinal));
        var box = SimulatedBox.Factory(string.Join('\n', silent));
        box["http_additional.conf"] += "tlscertfile=/theirs.pem\ntlsprivatekey=/theirs.key\n";

        Assert.Equal("/theirs.pem", box.Observe().CertificatePath);
        Assert.DoesNotContain(box.Plan().Report.Drifts, d => d.Kind == DriftKind.Certificate);
        box.Key = Fact.Known(KeyFit.Other);
        Assert.Equal("/theirs.key: another key",
            Assert.Single(box.Plan().Report.Drifts, d => d.Kind == DriftKind.Certificate).File?.ToString());
    }
}
