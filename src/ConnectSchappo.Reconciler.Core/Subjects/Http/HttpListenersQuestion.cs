namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>Reads what <c>http show status</c> prints. Source: Asterisk 16.28 main/http.c, and the lab's box.</summary>
public static class HttpStatusText
{
    private const string Title = "HTTP Server Status";
    private const string PlainBound = "Server Enabled and Bound to ";
    private const string TlsBound = "HTTPS Server Enabled and Bound to ";

    /// <returns>Unknown where what was printed is no such status: the answer is then not that nothing listens.</returns>
    public static Fact<HttpListeners> Parse(IEnumerable<string> lines)
    {
        var isStatus = false;
        string? plain = null;
        string? tls = null;
        var tlsFailed = false;
        foreach (var line in lines)
        {
            isStatus |= line.StartsWith(Title, StringComparison.Ordinal);
            if (line.StartsWith(TlsBound, StringComparison.Ordinal))
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

        return isStatus ? Fact.Known(new HttpListeners(plain, tls, tlsFailed)) : Fact.Unknown<HttpListeners>("no answer to http show status");
    }
}
