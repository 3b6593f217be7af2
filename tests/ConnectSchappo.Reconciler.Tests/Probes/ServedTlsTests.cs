using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectSchappo.Reconciler.Probes;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Probes;

/// <summary>A handshake with a server whose certificate is judged, and not trusted.</summary>
public sealed class ServedTlsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_certificate_that_says_where_its_issuer_is_has_nobody_go_there()
    {
        using var elsewhere = new TcpListener(IPAddress.Loopback, 0);
        elsewhere.Start();
        var visited = elsewhere.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask();
        using var certificate = Certificate($"http://127.0.0.1:{((IPEndPoint)elsewhere.LocalEndpoint).Port}/issuer.cer");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        var serving = Serve(listener, certificate, limit.Token);

        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, limit.Token);
        await using var phone = await SipPhone.Secure(client.GetStream(), "pbx.example", limit.Token);
        await serving;

        Assert.False(visited.IsCompleted);
        Assert.Contains(
            phone.Tls!.Objections, o => o.ToString().Contains("does not trust its issuer, CN=issuer", StringComparison.Ordinal));
    }

    private static async Task Serve(TcpListener listener, X509Certificate2 certificate, CancellationToken cancellation)
    {
        using var peer = await listener.AcceptTcpClientAsync(cancellation);
        await using var tls = new SslStream(peer.GetStream());
        var own = SslStreamCertificateContext.Create(certificate, null, offline: true); // it goes nowhere itself
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = own }, cancellation);
    }

    // Of an issuer that nobody has, to be had at an address.
    private static X509Certificate2 Certificate(string address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var ofIssuer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=pbx.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("pbx.example");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [address]));
        var now = DateTimeOffset.UtcNow;
        using var signed = request.Create(
            new X500DistinguishedName("CN=issuer"), X509SignatureGenerator.CreateForECDsa(ofIssuer), now.AddDays(-1), now.AddDays(1), [1]);
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
