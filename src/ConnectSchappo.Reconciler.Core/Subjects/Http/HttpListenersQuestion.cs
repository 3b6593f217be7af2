using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Http;

/// <summary>Where the web server listens. Source: Asterisk 16.28 main/http.c, and the lab's box.</summary>
public sealed class HttpListenersQuestion : PrintedQuestion<HttpListeners>
{
    private const string Command = "http show status";
    private const string Title = "HTTP Server Status";
    private const string PrefixIs = "Prefix: ";
    private const string PlainBound = "Server Enabled and Bound to ";
    private const string TlsBound = "HTTPS Server Enabled and Bound to ";

    private HttpListenersQuestion()
        : base(Command)
    {
    }

    public static HttpListenersQuestion Instance { get; } = new();

    public override Message What { get; } = $"the web server's listeners";

    internal override bool IsNeeded(DesiredBox box) => !box.Http.IsEmpty;

    /// <summary>Reads what <c>http show status</c> prints.</summary>
    /// <returns>Unknown where what was printed is no such status: the answer is then not that nothing listens.</returns>
    internal static Fact<HttpListeners> Read(IEnumerable<string> lines)
    {
        var isStatus = false;
        string? plain = null;
        string? tls = null;
        var tlsFailed = false;
        var prefix = "";
        foreach (var line in lines)
        {
            isStatus |= line.StartsWith(Title, StringComparison.Ordinal);
            if (line.StartsWith(PrefixIs, StringComparison.Ordinal))
            {
                prefix = line[PrefixIs.Length..].Trim();
            }
            else if (line.StartsWith(TlsBound, StringComparison.Ordinal))
            {
                // "(null)" where the port was taken: enabled, and not listening.
                var bound = line[TlsBound.Length..].Trim();
                tlsFailed = bound == "(null)";
                tls = tlsFailed ? null : bound;
            }
            else if (line.StartsWith(PlainBound, StringComparison.Ordinal))
            {
                plain = line[PlainBound.Length..].Trim();
            }
        }

        return isStatus
            ? Fact.Known(new HttpListeners(plain, tls, tlsFailed) { Prefix = prefix })
            : Fact.Unknown<HttpListeners>($"no answer to {Command}");
    }

    private protected override Fact<HttpListeners> Read(AsteriskCatalogue catalogue, IReadOnlyList<string> lines) => Read(lines);
}
