using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectSchappo.Reconciler.Reporting.Serving;

/// <summary>The server's certificate, read again when its file was renewed. A renewal that cannot be read leaves the one before.</summary>
internal sealed class MetricsCertificate : IDisposable
{
    private readonly Lock sync = new();
    private readonly string certificate;
    private readonly string key;
    private X509Certificate2 current;
    private DateTime written;

    /// <exception cref="MetricsProblem">They cannot be read, or do not belong together.</exception>
    public MetricsCertificate(string certificate, string key)
    {
        (this.certificate, this.key) = (certificate, key);
        try
        {
            (written, current) = (Written(), Load());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new MetricsProblem(
                $"--metrics-certificate {certificate} with --metrics-key {key} cannot be used: {failure.Message}", failure);
        }
    }

    public X509Certificate2 Current
    {
        get
        {
            lock (sync)
            {
                if (Written() is var now && now != written)
                {
                    try
                    {
                        (written, current) = (now, Load());
                    }
                    catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
                    {
                        // Somebody is just writing it: the one before is good until it ends, and the next handshake looks again.
                        return current;
                    }
                }

                return current;
            }
        }
    }

    public void Dispose() => current.Dispose();

    private DateTime Written() => new[] { File.GetLastWriteTimeUtc(certificate), File.GetLastWriteTimeUtc(key) }.Max();

    private X509Certificate2 Load() => X509Certificate2.CreateFromPemFile(certificate, key);
}
