namespace ConnectSchappo.Reconciler.Core.Desired.Catalogue;

/// <summary>A kind of section whose options Asterisk defines.</summary>
/// <param name="Title">How an error names it: <c>an endpoint</c>.</param>
/// <param name="Path">Its name in the catalogue.</param>
/// <param name="Secrets">The options that hold a secret and so are never written as text.</param>
/// <param name="References">The options that name other objects, which therefore have to be readable here.</param>
internal sealed record OptionSection(string Title, string Path, EquatableArray<string> Secrets, EquatableArray<string> References)
{
    public static OptionSection Http { get; } = new("http.conf's [general]", "http.conf/general", [], []);

    /// <summary>Two of its secrets are lines that have a password in their midst: <c>register</c> and <c>auth</c>.</summary>
    public static OptionSection SipGeneral { get; } =
        new("sip.conf's [general]", "sip.conf/general", ["secret", "md5secret", "remotesecret", "register", "auth"], []);

    public static OptionSection Auth { get; } = new("an auth", "pjsip.conf/auth", ["password", "md5_cred"], []);

    public static OptionSection Aor { get; } = new("an AOR", "pjsip.conf/aor", [], []);

    public static OptionSection Endpoint { get; } = new("an endpoint", "pjsip.conf/endpoint", [], ["auth", "outbound_auth", "aors", "transport", "acl"]);

    public IReadOnlyDictionary<string, OptionFacts> Options => AsteriskCatalogue.Asterisk16[Path];

    public static OptionSection Of(PjsipType type) => type switch
    {
        PjsipType.Auth => Auth,
        PjsipType.Aor => Aor,
        _ => Endpoint,
    };

    public bool IsSecret(string option) => Secrets.Contains(option, StringComparer.OrdinalIgnoreCase);

    public bool IsReference(string option) => References.Contains(option, StringComparer.OrdinalIgnoreCase);
}
