namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>A kind of section whose options Asterisk defines.</summary>
/// <param name="Title">How an error names it: <c>an endpoint</c>.</param>
/// <param name="Path">Its name in the catalogue.</param>
internal sealed record OptionSection(string Title, string Path)
{
    private static readonly EquatableArray<OptionSection> Pjsip = Enum.GetValues<PjsipType>().Select(Make).ToEquatableArray();

    public static OptionSection Http { get; } = new("http.conf's [general]", "http.conf/general");

    public static OptionSection Rtp { get; } = new("rtp.conf's [general]", "rtp.conf/general") { Secrets = ["turnpassword"] };

    /// <summary>Two of its secrets are lines that have a password in their midst: <c>register</c> and <c>auth</c>.</summary>
    public static OptionSection SipGeneral { get; } = new("sip.conf's [general]", "sip.conf/general")
    {
        Secrets = ["secret", "md5secret", "remotesecret", "register", "auth"],
    };

    /// <summary>The options that hold a secret and so are never written as text.</summary>
    public EquatableArray<string> Secrets { get; private init; }

    /// <summary>The options that name other objects, which therefore have to be readable here, and the type of these.</summary>
    public EquatableArray<(string Option, PjsipType To)> References { get; private init; }

    public IReadOnlyDictionary<string, OptionFacts> Options => AsteriskCatalogue.Asterisk16[Path];

    public static OptionSection Of(PjsipType type) => Pjsip[(int)type];

    public bool IsSecret(string option) => Secrets.Contains(option, StringComparer.OrdinalIgnoreCase);

    public bool IsReference(string option) => References.Any(r => r.Option.Equals(option, StringComparison.OrdinalIgnoreCase));

    private static OptionSection Make(PjsipType type)
    {
        var article = type is PjsipType.Auth or PjsipType.Aor or PjsipType.Endpoint or PjsipType.Identify or PjsipType.Acl ? "an" : "a";
        var title = type.IsSingle() ? $"the {type.Word()} object" : $"{article} {type.Word()}";
        return new OptionSection(title, $"pjsip.conf/{type.TypeName()}")
        {
            Secrets = type switch
            {
                PjsipType.Auth => ["password", "md5_cred"],
                PjsipType.Transport => ["password"],
                _ => [],
            },
            References = type switch
            {
                PjsipType.Endpoint => [("auth", PjsipType.Auth), ("outbound_auth", PjsipType.Auth), ("aors", PjsipType.Aor), ("transport", PjsipType.Transport)],
                PjsipType.Registration => [("outbound_auth", PjsipType.Auth), ("endpoint", PjsipType.Endpoint), ("transport", PjsipType.Transport)],
                PjsipType.Identify => [("endpoint", PjsipType.Endpoint)],
                PjsipType.Global => [("default_outbound_endpoint", PjsipType.Endpoint)],
                _ => [],
            },
        };
    }
}
