using System.Globalization;
using System.Net;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>Softphones in a browser, whose endpoints have <c>webrtc=yes</c>; what that sets by itself is in the catalogue.</summary>
public static class WebRtc
{
    /// <summary>
    /// What a probe asks about, and where. Null where there is nothing to ask: no softphone logs in, or no listener is wanted for it; and
    /// where a probe would do harm. Behind a proxy that ends TLS every softphone comes from the box itself, as the probe does, so
    /// that versions with <see cref="VersionTrouble.WebSocketsShareAnAddress"/>, and unknown ones, are not asked there.
    /// </summary>
    /// <param name="box">The box as it is wanted.</param>
    /// <param name="version">The version that runs there; null where it is unknown.</param>
    public static ProbedWebSocket? Probed(DesiredBox box, AsteriskVersion? version)
    {
        if (box.Pjsip.FirstOrDefault(o => o.IsSoftphone && o["auth"] is not null) is not { } softphone)
        {
            return null;
        }

        var isHarmless = version is { } known && !VersionTrouble.WebSocketsShareAnAddress.IsIn(known);
        var at = Listener(box) == Catalogue.Listener.Tls ? TlsAt(box)
            : IsBehindProxy(box) && isHarmless
            ? FromTheBox($"{box.HttpText("bindaddr")}:{box.HttpText("bindport") ?? box.Catalogue.Http["bindport"].Default}")
            : null;
        return at is null ? null : new ProbedWebSocket(softphone.Name, Listener(box), at);
    }

    /// <summary>
    /// Whether a login may end the registration of another client: an AOR with <c>remove_existing</c> makes room for it, and one without
    /// refuses it when all contacts are taken.
    /// </summary>
    public static bool MayEndAnother(DesiredBox box, string extension) =>
        box.Pjsip.Any(o => o.Type == PjsipType.Aor && o.Name == extension
            && OptionSpelling.Truth(o["remove_existing"]?.ToString() ?? "no") == "yes");

    /// <summary>
    /// Where the box itself meets the listener with TLS: at 127.0.0.1, or at the one address that it has. Null where none is wanted, or
    /// where it has a name for an address, which Asterisk resolves itself.
    /// </summary>
    public static IPEndPoint? TlsAt(DesiredBox box) =>
        Listener(box) == Catalogue.Listener.Tls ? FromTheBox(HttpAddress.OfTls(box.HttpText("tlsbindaddr"))) : null;

    /// <summary>Which of the web server's listeners softphones, or the proxy that ends TLS for them, are to meet.</summary>
    public static string Listener(DesiredBox box) =>
        OptionSpelling.Truth(box.HttpText("tlsenable") ?? "no") == "yes" ? Catalogue.Listener.Tls : Catalogue.Listener.Plain;

    /// <summary>
    /// Whether a proxy ends TLS: TLS is switched off in so many words, and nobody comes in without it but a program of the box itself.
    /// </summary>
    public static bool IsBehindProxy(DesiredBox box) =>
        Options.IsYes(box.Http, "tlsenable") is false && box.HttpText("bindaddr") is "127.0.0.1" or "::1" or "[::1]";

    private static IPEndPoint? FromTheBox(string? bound) =>
        bound?.LastIndexOf(':') is > 0 and var colon && IPAddress.TryParse(bound[..colon], out var address)
        && ushort.TryParse(bound[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new IPEndPoint(address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : address, port)
            : null;
}
