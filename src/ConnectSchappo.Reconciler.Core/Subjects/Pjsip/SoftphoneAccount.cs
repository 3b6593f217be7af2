using System.Globalization;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>What a person types into a softphone in a browser to be an extension of a box.</summary>
public sealed record SoftphoneAccount
{
    private const int MostNamed = 20;

    /// <summary>Where a proxy listens that is told of without a port.</summary>
    private const int HttpsPort = 443;

    /// <summary>The host that the browser connects to.</summary>
    public required string Server { get; init; }

    /// <summary>The TCP port of the listener with TLS.</summary>
    public required int Port { get; init; }

    /// <summary>The path of the WebSocket: <c>/ws</c>, behind the web server's prefix where it has one.</summary>
    public required string Path { get; init; }

    /// <summary>The name of the endpoint, which is the user of its SIP address too.</summary>
    public required string User { get; init; }

    /// <summary>The name that it logs in by.</summary>
    public required string AuthorizationUser { get; init; }

    /// <summary>The password by the name of its secret; null where the desired state has only a hash of it.</summary>
    public required string? Secret { get; init; }

    /// <summary>What SIP.js calls the server.</summary>
    public string WebSocket => $"wss://{Authority}{Path}";

    /// <summary>Host and port as in an address of a page: an address of IPv6 has brackets.</summary>
    public string Authority => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    /// <summary>What SIP.js calls the URI: <c>sip:USER@HOST</c>.</summary>
    public string SipAddress => $"sip:{User}@{Host}";

    private string Host => Server.Contains(':', StringComparison.Ordinal) ? $"[{Server}]" : Server;

    /// <summary>The account of an extension, by the desired state alone.</summary>
    /// <param name="box">The box.</param>
    /// <param name="extension">The name of its endpoint; null for the first softphone of the box.</param>
    /// <param name="server">What users type for the box, and its port; null for what the desired state has.</param>
    /// <returns>One of both: the account, or why there is none and what to do.</returns>
    public static (SoftphoneAccount? Account, Message? Problem) Of(DesiredBox box, string? extension, ServerAddress? server = null)
    {
        var softphones = box.Pjsip.Where(o => o.IsSoftphone).Select(o => o.Name).ToList();
        var others = softphones.Count > 0
            ? (Message)$"The softphones of {box.Name} are {Listing.Of(softphones, MostNamed)}."
            : $"No extension of {box.Name} is a softphone for a browser. Give an extension `profile: webrtc`.";
        extension ??= softphones.FirstOrDefault();
        if (extension is null)
        {
            return (null, others);
        }

        if (box.Pjsip.FirstOrDefault(o => o.Type == PjsipType.Endpoint && o.Name == extension) is not { } endpoint)
        {
            return (null, $"the desired state of {box.Name} has no extension {extension}. {others}");
        }

        if (!endpoint.IsSoftphone)
        {
            return (null,
                $"extension {extension} of {box.Name} is no softphone for a browser: its endpoint lacks `webrtc: yes`. {others}");
        }

        if (box.Auth(endpoint) is not { } auth)
        {
            return (null,
                $"extension {extension} of {box.Name} has no password, so nobody can log in. Give it `password: {{secret: NAME}}`.");
        }

        // A desired state without either is refused (DS041).
        var isBehindProxy = WebRtc.Listener(box) != Listener.Tls;
        if (isBehindProxy && server is null)
        {
            return (null,
                $"a proxy ends TLS for {box.Name}, and the desired state does not know its address. Give its address with --server HOST.");
        }

        return (new SoftphoneAccount
        {
            Server = server?.Host ?? box.Address,
            Port = server?.Port ?? (isBehindProxy ? HttpsPort : TlsPort(box)),
            Path = HttpAddress.Prefix(box.HttpText("prefix")) + "/ws",
            User = extension,
            AuthorizationUser = auth["username"]?.ToString() ?? extension,
            Secret = (auth["password"] as DesiredValue.SecretReference)?.Name,
        }, null);
    }

    private static int TlsPort(DesiredBox box) =>
        int.TryParse(HttpAddress.TlsPort(box.HttpText("tlsbindaddr")), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : Listener.TlsPort;
}
