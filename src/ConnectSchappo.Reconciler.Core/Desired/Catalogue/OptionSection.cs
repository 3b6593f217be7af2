namespace ConnectSchappo.Reconciler.Core.Desired.Catalogue;

/// <summary>A kind of section whose options Asterisk defines: what an option of it may be.</summary>
/// <param name="Title">How an error names it: <c>an endpoint</c>.</param>
/// <param name="Secrets">The options that hold a secret and so are never written as text.</param>
internal sealed record OptionSection(string Title, EquatableArray<string> Secrets)
{
    public static OptionSection Http { get; } = new("http.conf's [general]", []);

    public static OptionSection SipGeneral { get; } = new("sip.conf's [general]", []);

    public static OptionSection Auth { get; } = new("an auth", ["password", "md5_cred"]);

    public static OptionSection Aor { get; } = new("an AOR", []);

    public static OptionSection Endpoint { get; } = new("an endpoint", []);

    public static OptionSection Of(PjsipType type) => type switch
    {
        PjsipType.Auth => Auth,
        PjsipType.Aor => Aor,
        _ => Endpoint,
    };

    public bool IsSecret(string option) => Secrets.Contains(option, StringComparer.OrdinalIgnoreCase);
}
