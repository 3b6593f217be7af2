using System.Net;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Http;

/// <summary>The web server that carries the WebSocket: its options in the files, and its listeners in memory.</summary>
internal static class HttpDrifts
{
    /// <summary>The listeners that memory has.</summary>
    public static IEnumerable<ResourceId> Listeners(HttpListeners http)
    {
        if (http.Plain is not null)
        {
            yield return new HttpPortId(Listener.Plain);
        }

        if (http.Tls is not null)
        {
            yield return new HttpPortId(Listener.Tls);
        }
    }

    /// <summary>Where a listener is to be, as the files will say; null where there is to be none.</summary>
    public static string? Wanted(BoxView box, string listener) => listener switch
    {
        Listener.Plain => WantedPlain(box),
        Listener.Tls => WantedTls(box),
        _ => throw new ArgumentOutOfRangeException(nameof(listener), listener, "no listener"),
    };

    public static IEnumerable<Drift> Find(BoxView box)
    {
        if (box.Desired.Http.IsEmpty)
        {
            return [];
        }

        return SharedOptions.Find(box, HttpSubject.Instance)
            .Concat(Listeners(box));
    }

    // Where the files differ too, that tells it already.
    private static IEnumerable<Drift> Prefix(BoxView box, string now)
    {
        var view = box.Of(HttpSubject.Config);
        var wanted = WantedPrefix(view.SharedWanted);
        if (wanted != now && wanted == WantedPrefix(view.SharedNow))
        {
            yield return Drift("prefix", Prefix(wanted), Prefix(now), $"the WebSocket is at {now}/ws instead of {wanted}/ws");
        }
    }

    private static string WantedPrefix(ConfSection? section) => HttpAddress.Prefix(section?.Last("prefix")?.Value);

    private static Message Prefix(string prefix) => prefix.Length == 0 ? LayerWords.None : Message.Verbatim(prefix);

    private static IEnumerable<Drift> Listeners(BoxView box)
    {
        if (!box.Seen.Memory.Http.TryGet(out var listeners) || UnseenFiles.Any(box, HttpSubject.Config))
        {
            yield break;
        }

        var section = box.Of(HttpSubject.Config).SharedWanted;
        foreach (var drift in Prefix(box, listeners.Prefix))
        {
            yield return drift;
        }

        var (plain, tls) = (WantedPlain(box), WantedTls(box));
        if (Differs(plain, listeners.Plain))
        {
            var drift = Drift(Listener.Plain, Shown(plain), Shown(listeners.Plain),
                $"the plain HTTP listener is not where the desired state says");
            yield return Barred(box, drift, plain, "bindport", listeners.Plain is not null);
        }

        if (Differs(tls, listeners.Tls))
        {
            var now = listeners.TlsFailed ? $"enabled, but its port is taken" : Shown(listeners.Tls);
            var consequence = tls is null ? $"the TLS listener is on, but the desired state has none"
                : listeners.Tls is null ? $"the TLS listener is off: softphones cannot connect"
                : (Message)$"the TLS listener has another address than the desired state: softphones cannot connect there";
            yield return Barred(box, Drift(Listener.Tls, Shown(tls), now, consequence), tls, "tlsbindaddr", listeners.Tls is not null);
        }
    }

    // While another program has the port, a reload opens nothing there; a listener that is elsewhere now it would close.
    private static Drift Barred(BoxView box, Drift drift, string? wanted, string option, bool listens) =>
        HttpPorts.OtherProgram(box, wanted) is not { } holder ? drift : drift with
    {
        Kind = listens ? DriftKind.Foreign : drift.Kind,
        Resource = listens ? new HttpPortId(drift.Field) : drift.Resource,
        Field = listens ? "" : drift.Field,
        Remediation = Remediation.Manual,
        Consequence = $"{drift.Consequence}: port {holder.Bound.Port} is taken by {holder.Program} (process {holder.Process}, "
            + $"at {holder.Bound}): stop it (kill {holder.Process}), or give {option} another port",
    };

    /// <summary>Whether another program has the port of a listener, so that what a client is told there is not Asterisk's.</summary>
    public static bool IsTaken(BoxView box, string listener) => HttpPorts.OtherProgram(box, Wanted(box, listener)) is not null;

    /// <summary>Where the plain listener is to be, as the files will say; null where there is to be none.</summary>
    public static string? WantedPlain(BoxView box)
    {
        var section = box.Of(HttpSubject.Config).SharedWanted;
        return IsTrue(section, "enabled") ? Bound(box, section) : null;
    }

    /// <summary>The same for the TLS listener.</summary>
    public static string? WantedTls(BoxView box)
    {
        var section = box.Of(HttpSubject.Config).SharedWanted;
        return IsTrue(section, "enabled") && IsTrue(section, "tlsenable") ? HttpAddress.OfTls(section?.Last("tlsbindaddr")?.Value) : null;
    }

    private static Message Shown(string? address) => address is null ? LayerWords.Off : Message.Verbatim(address);

    private static Drift Drift(string field, Message desired, Message memory, Message consequence) => new()
    {
        Kind = DriftKind.Http,
        Resource = new SettingsId(HttpSubject.Instance),
        Field = field,
        Desired = desired,
        Memory = memory,
        Consequence = consequence,
    };

    private static bool IsTrue(ConfSection? section, string key) => OptionSpelling.Truth(section?.Last(key)?.Value ?? "no") == "yes";

    // Without an address there is no listener.
    private static string? Bound(BoxView box, ConfSection? section) => section?.Last("bindaddr")?.Value is { Length: > 0 } host
        ? $"{host}:{section.Last("bindport")?.Value ?? box.Desired.Catalogue.Http["bindport"].Default}"
        : null;

    /// <summary>
    /// Listeners of which it cannot be worked out whether they are as wanted: Asterisk resolves names, and shows addresses.
    /// </summary>
    public static IEnumerable<(Message What, Message? Why, bool Needed)> Unknown(BoxView box)
    {
        var section = box.Of(HttpSubject.Config).SharedWanted;
        if (box.Desired.Http.IsEmpty || !box.Seen.Memory.Http.TryGet(out var listeners) || !IsTrue(section, "enabled"))
        {
            yield break;
        }

        foreach (var (what, wanted, now) in ((string, string?, string?)[])
            [
                ("plain", Bound(box, section), listeners.Plain),
                ("TLS", IsTrue(section, "tlsenable") ? HttpAddress.OfTls(section?.Last("tlsbindaddr")?.Value) : null, listeners.Tls),
            ])
        {
            yield return (
                $"whether the {what} listener is where it should be", $"Asterisk resolves {wanted} itself: write an IP address instead",
                IsName(wanted) && now is not null);
        }
    }

    private static bool IsName(string? wanted) => wanted is not null && !IPEndPoint.TryParse(wanted, out _);

    // Of a name only whether somebody listens can be told.
    private static bool Differs(string? wanted, string? now) =>
        wanted is null || now is null ? wanted != now : IPEndPoint.TryParse(wanted, out var end) && end.ToString() != now;
}
