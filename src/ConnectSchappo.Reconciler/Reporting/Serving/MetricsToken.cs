using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Files;
using Microsoft.AspNetCore.Http;

namespace ConnectSchappo.Reconciler.Reporting.Serving;

/// <summary>The token that whoever reads the metrics must send. It is compared in constant time and printed nowhere.</summary>
internal sealed class MetricsToken
{
    private const int LeastLength = 16;
    private const string Scheme = "Bearer ";

    private readonly byte[] digest;

    private MetricsToken(string token) => digest = Digest(token);

    /// <exception cref="MetricsProblem">The file cannot be read, or its token could be guessed.</exception>
    public static MetricsToken Read(string path)
    {
        try
        {
            var token = LocalFile.Text(path).Trim();
            return token.Length >= LeastLength
                ? new MetricsToken(token)
                : throw new MetricsProblem(
                    $"--metrics-token-file {path}: the token has fewer than {LeastLength} characters. To make one: openssl rand -hex 32");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MetricsProblem($"--metrics-token-file {path} cannot be read: {failure.Message}", failure);
        }
    }

    public bool Opens(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var given
        && given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Digest(given[Scheme.Length..].Trim()), digest);

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
