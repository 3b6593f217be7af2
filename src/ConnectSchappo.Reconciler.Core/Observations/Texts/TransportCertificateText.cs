using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>
/// Reads what a look prints of transports' certificates: <c>@tls NAME</c>, and behind it <c>@tls-fault fault=WORD path=PATH</c>
/// (missing, closed, empty, locked), <c>@tls-key</c> same or other, <c>@tls-disk</c> and <c>@tls-served</c> with a certificate in DER and
/// base64.
/// </summary>
internal static class TransportCertificateText
{
    /// <summary>The first words of its lines.</summary>
    public static readonly ImmutableHashSet<string> Marks = ["@tls", "@tls-fault", "@tls-key", "@tls-disk", "@tls-served"];

    private static readonly ImmutableDictionary<string, CertificateFault> Faults = new Dictionary<string, CertificateFault>
    {
        ["missing"] = CertificateFault.Missing,
        ["closed"] = CertificateFault.Closed,
        ["empty"] = CertificateFault.Empty,
        ["locked"] = CertificateFault.Locked,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static ImmutableDictionary<string, TransportCertificate> Parse(IEnumerable<string> lines)
    {
        var found = ImmutableDictionary.CreateBuilder<string, TransportCertificate>(StringComparer.Ordinal);
        string? name = null;
        foreach (var line in lines.Where(l => l.StartsWith("@tls", StringComparison.Ordinal)))
        {
            var (mark, value) = line.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var end
                ? (line[..end], line[(end + 1)..])
                : (line, "");
            if (mark == "@tls")
            {
                name = value;
                found[name] = found.GetValueOrDefault(name) ?? new TransportCertificate();
            }
            else if (name is not null)
            {
                found[name] = With(found[name], mark, value);
            }
        }

        return found.ToImmutable();
    }

    private static TransportCertificate With(TransportCertificate told, string mark, string value) => mark switch
    {
        "@tls-fault" when new KeyedWords(value, last: "path") is var words && words["path"] is { } path
            && Faults.TryGetValue(words["fault"] ?? "", out var fault) => told with { Faults = [.. told.Faults, (path, fault)] },
        "@tls-key" when value is "same" or "other" => told with { KeyMatches = Fact.Known(value == "same") },
        "@tls-disk" when Certificate(value) is { } disk => told with { OnDisk = Fact.Known(disk) },
        "@tls-served" when Certificate(value) is { } served => told with { Served = Fact.Known(served) },
        _ => told,
    };

    private static Certificate? Certificate(string base64)
    {
        var bytes = new byte[(base64.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || length == 0)
        {
            return null;
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(bytes.AsSpan(0, length));
            return Observations.Facts.Certificate.Of(certificate);
        }
        catch (CryptographicException)
        {
            return null; // no certificate: it stays unknown
        }
    }
}
