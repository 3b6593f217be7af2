using System.Globalization;
using System.Net;
using ConnectSchappo.Reconciler.Core.Observations.Ami;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>Where a phone is registered with PJSIP.</summary>
/// <param name="Uri">Where Asterisk sends its calls.</param>
/// <param name="Status">
/// What became of the last OPTIONS: <c>Reachable</c>, <c>Unreachable</c>, <c>NonQualified</c> where there was none.
/// </param>
/// <param name="UserAgent">What the phone calls itself.</param>
internal sealed record Contact(string Uri, string Status, string UserAgent)
{
    /// <summary>Whether it has not answered. Seen on Asterisk 16.28 and 22.10.</summary>
    public bool IsSilent => Status is "Unreachable" or "Unavailable";

    /// <summary>Whether it came over a WebSocket.</summary>
    public bool IsWebSocket => Parameters.Contains("transport=ws", StringComparer.OrdinalIgnoreCase)
        || Parameters.Contains("transport=wss", StringComparer.OrdinalIgnoreCase);

    /// <summary>The address and port that calls go to; null where the URI has a name.</summary>
    public IPEndPoint? At => IPAddress.TryParse(Host, out var address)
        && int.TryParse(Authority[(Host.Length + (Authority.StartsWith('[') ? 2 : 0))..].TrimStart(':'), NumberStyles.None,
            CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? new IPEndPoint(address, port)
            : null;

    private string Host => Authority.StartsWith('[') ? Authority.Split(']')[0][1..] : Authority.Split(':')[0];

    // sip:USER@HOST:PORT;PARAMETERS
    private string Authority => Address.Split(';')[0];

    private string[] Parameters => Address.Split(';');

    private string Address => Uri[(Uri.IndexOf('@', StringComparison.Ordinal) + 1)..];

    /// <summary>Reads an event ContactStatusDetail or ContactList.</summary>
    public static Contact Of(AmiFrame detail) => new(detail["URI"] ?? "", detail["Status"] ?? "", detail["UserAgent"] ?? "");
}
