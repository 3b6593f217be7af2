using System.Globalization;
using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Probes;

/// <summary>What a web server answers to a request for a page.</summary>
/// <param name="Status">As in 426.</param>
/// <param name="Line">The first line, as it is.</param>
/// <param name="Server">What it calls itself; null where it does not.</param>
internal sealed record HttpAnswer(int Status, string Line, string? Server)
{
    private const string Asterisk = "Asterisk/";

    /// <summary>What Asterisk answers to who asks for its WebSocket as for a page.</summary>
    public const int UpgradeRequired = 426;

    /// <summary>
    /// The version of Asterisk, by the header Server: <c>Asterisk/16.28.0~dfsg</c>, as long as http.conf has no <c>servername</c>. Null
    /// where it is not told.
    /// </summary>
    public AsteriskVersion? Version =>
        Server?.StartsWith(Asterisk, StringComparison.Ordinal) == true ? AsteriskVersion.Read(Server[Asterisk.Length..]) : null;

    /// <param name="head">The first line and the headers.</param>
    /// <returns>Null where it is no answer of a web server.</returns>
    public static HttpAnswer? Read(string head)
    {
        var lines = head.Split("\r\n");
        return lines[0].Split(' ') is [['H', 'T', 'T', 'P', '/', ..], var code, ..]
            && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
                ? new(status, lines[0], HttpHead.Value(lines, "Server"))
                : null;
    }
}
