using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Probes;

/// <summary>What a TLS handshake showed.</summary>
/// <param name="Certificate">The certificate that was served, whoever signed it.</param>
/// <param name="Protocol">The version of TLS.</param>
/// <param name="Objections">
/// Why a browser would refuse the certificate, by the issuers that this host trusts; none where it would not.
/// </param>
internal sealed record ServedTls(Certificate Certificate, SslProtocols Protocol, EquatableArray<Message> Objections)
{
    private const int MostNames = 5;

    /// <summary>As people call it: <c>TLS 1.3</c>.</summary>
    public string Version => Protocol.ToString() is ['T', 'l', 's', var major, var minor] ? $"TLS {major}.{minor}" : Protocol.ToString();

    /// <param name="certificate">What was served.</param>
    /// <param name="protocol">The version of TLS.</param>
    /// <param name="errors">What the runtime has against it.</param>
    /// <param name="chain">How it came to that.</param>
    /// <param name="name">What the client calls the server.</param>
    public static ServedTls Of(
        X509Certificate2 certificate, SslProtocols protocol, SslPolicyErrors errors, X509Chain? chain, string name)
    {
        var served = Certificate.Of(certificate);
        var objections = new List<Message>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            objections.Add(Names(certificate) is { Count: > 0 } names
                ? (Message)$"it is not for {name}, but for {Listing.Of(names, MostNames)}"
                : $"it names no server (it has no subjectAltName)");
        }

        var faults = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status) ?? default;
        if (faults.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            objections.Add($"it is valid from {served.NotBefore:yyyy-MM-dd} to {served.NotAfter:yyyy-MM-dd}, and not now");
        }

        if ((faults & ~X509ChainStatusFlags.NotTimeValid) != X509ChainStatusFlags.NoError)
        {
            objections.Add($"this host does not trust its issuer, {certificate.Issuer}");
        }

        return new(served, protocol, objections.ToEquatableArray());
    }

    // A browser reads no name from the subject.
    private static List<string> Names(X509Certificate2 certificate)
    {
        var alternative = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return alternative is null ? []
            : alternative.EnumerateDnsNames().Concat(alternative.EnumerateIPAddresses().Select(a => a.ToString())).ToList();
    }
}
