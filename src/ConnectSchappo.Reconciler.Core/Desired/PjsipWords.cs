namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>How a sentence names the types of PJSIP objects.</summary>
internal static class PjsipWords
{
    public static string Of(PjsipType type) => type switch
    {
        PjsipType.Auth => "auth",
        PjsipType.Aor => "AOR",
        _ => "endpoint",
    };
}
