namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>Desired states with desk phones, and with transports of PJSIP.</summary>
internal static class TransportStates
{
    public const string Phones = "\n  \"301\": {profile: phone, password: {secret: softphone-250}}\n"
        + "  \"302\": {profile: phone, password: {secret: softphone-250}}\n";

    public const string Tls = "  transports: {office: {protocol: tls, bind: \"0.0.0.0:5061\", "
        + "cert_file: /k/t.crt, priv_key_file: /k/t.key}}\n";

    /// <summary>The sample with more extensions, and with more of PJSIP.</summary>
    public static string With(string extensions, string pjsip)
    {
        var sample = SimulatedBox.SampleState();
        return sample.Replace("\n\npjsip:", extensions + "\n\npjsip:", StringComparison.Ordinal)
            .Replace("\n\nsip:", "\n" + pjsip + "\nsip:", StringComparison.Ordinal);
    }
}
