namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>The listeners of Asterisk's web server, each of which comes of several options of http.conf.</summary>
public static class Listener
{
    public const string Plain = "plain listener";

    public const string Tls = "TLS listener";
}
