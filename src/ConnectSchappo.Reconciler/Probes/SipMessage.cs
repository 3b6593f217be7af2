using System.Globalization;
using System.Net;
using System.Text;
using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Probes;

/// <summary>A SIP message without a body, as one WebSocket message carries it (RFC 7118). Header names have no case.</summary>
internal sealed record SipMessage(string StartLine, EquatableArray<SipHeader> Headers)
{
    private const string Version = "SIP/2.0";
    private const string Port = "rport=", Address = "received=";

    /// <summary>The status of a response, or null where the message is a request.</summary>
    public int? Status =>
        StartLine.Split(' ', 3) is [Version, var code, ..]
        && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : null;

    /// <summary>The method of a request, or null where the message is a response.</summary>
    public string? Method => Status is null ? StartLine.Split(' ', 2)[0] : null;

    /// <summary>The value of the first header of that name, or null.</summary>
    public string? this[string name] => All(name).FirstOrDefault();

    /// <summary>
    /// Where the sender of a response saw its request come from (RFC 3261's <c>received</c>, RFC 3581's <c>rport</c>); null where it does
    /// not say.
    /// </summary>
    public IPEndPoint? ReceivedFrom =>
        IPAddress.TryParse(OfVia(Address), out var address)
        && ushort.TryParse(OfVia(Port), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new(address, port)
            : null;

    private string? OfVia(string parameter) => this["Via"]?.Split(';').Select(p => p.Trim())
        .FirstOrDefault(p => p.StartsWith(parameter, StringComparison.Ordinal))?[parameter.Length..];

    public IEnumerable<string> All(string name) =>
        Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);

    /// <summary>Reads a message; null where the text is none. A header that goes on in the next line is put together.</summary>
    public static SipMessage? Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (!lines[0].Contains(Version, StringComparison.Ordinal))
        {
            return null;
        }

        var headers = new List<SipHeader>();
        foreach (var line in lines.Skip(1).TakeWhile(line => line.Length > 0))
        {
            if (line[0] is ' ' or '\t' && headers.Count > 0)
            {
                headers[^1] = headers[^1] with { Value = $"{headers[^1].Value} {line.Trim()}" };
            }
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                headers.Add(new(line[..colon].Trim(), line[(colon + 1)..].Trim()));
            }
        }

        return new(lines[0], headers.ToEquatableArray());
    }

    /// <summary>The response to a request that we have nothing against, as a qualifying OPTIONS wants it.</summary>
    public SipMessage Ok() => new(
        $"{Version} 200 OK",
        Headers.Where(header => header.Name.ToUpperInvariant() is "VIA" or "FROM" or "TO" or "CALL-ID" or "CSEQ")
            .Append(new("Content-Length", "0"))
            .ToEquatableArray());

    public string Print() => Headers
        .Aggregate(
            new StringBuilder(StartLine).Append("\r\n"),
            (text, header) => text.Append(header.Name).Append(": ").Append(header.Value).Append("\r\n"))
        .Append("\r\n")
        .ToString();
}
