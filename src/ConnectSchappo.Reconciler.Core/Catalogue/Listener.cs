namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>The listeners of Asterisk's web server, each of which comes of several options of http.conf.</summary>
public static class Listener
{
    public const string Plain = "plain listener";

    public const string Tls = "TLS listener";

    /// <summary>The port that Asterisk takes where <c>tlsbindaddr</c> names none. Source: Asterisk 16.28, main/http.c; tried.</summary>
    public const int TlsPort = 8089;
}
