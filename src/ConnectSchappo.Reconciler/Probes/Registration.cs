using System.Globalization;
using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Probes;

/// <summary>The REGISTER requests of one client (RFC 3261 §10, RFC 7118): one Call-ID and a growing sequence.</summary>
/// <param name="user">The AOR and the endpoint.</param>
/// <param name="tokens">The names in the messages.</param>
/// <param name="loginName">The user of the auth; null where it is the same.</param>
internal sealed class Registration(string user, SipTokens tokens, string? loginName = null)
{
    /// <summary>The registrar's URI. Asterisk looks at the user, not at the domain; the box itself is as good as any.</summary>
    private const string Registrar = "sip:127.0.0.1";

    private readonly string host = tokens.Next() + ".invalid";
    private readonly string callId = tokens.Next();
    private readonly string tag = tokens.Next();
    private int sequence;

    /// <summary>Asks for what is registered, without a contact of our own: it changes nothing, whoever answers.</summary>
    public SipMessage Query() => Request([]);

    /// <summary>Registers for <paramref name="expires"/> seconds; zero takes the registration back.</summary>
    public SipMessage Register(int expires) => Request(
    [
        new("Contact", $"<sip:{user}@{host};transport=ws>"),
        new("Expires", expires.ToString(CultureInfo.InvariantCulture)),
    ]);

    /// <summary>The same request again, with the answer to its challenge.</summary>
    public SipMessage Answer(SipMessage request, DigestChallenge challenge, Secret password)
    {
        var answer = DigestAnswer.To(challenge, "REGISTER", Registrar, loginName ?? user, password, tokens.Next());
        var own = request.Headers.Where(header => header.Name is "Contact" or "Expires");
        return Request([.. own, new("Authorization", answer)]);
    }

    private SipMessage Request(IEnumerable<SipHeader> headers)
    {
        sequence++;
        return new(
            $"REGISTER {Registrar} SIP/2.0",
            new EquatableArray<SipHeader>(
            [
                new("Via", $"SIP/2.0/WSS {host};branch={tokens.Branch()};rport"),
                new("Max-Forwards", "70"),
                new("From", $"<sip:{user}@127.0.0.1>;tag={tag}"),
                new("To", $"<sip:{user}@127.0.0.1>"),
                new("Call-ID", callId),
                new("CSeq", $"{sequence.ToString(CultureInfo.InvariantCulture)} REGISTER"),
                .. headers,
                new("User-Agent", "reconciler-probe"),
                new("Content-Length", "0"),
            ]));
    }
}
