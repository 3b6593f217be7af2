using System.Globalization;
using System.Net;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Texts;

namespace ConnectSchappo.Reconciler.Core.Diagnoses.Facts;

/// <summary>Reads what <c>host.sh</c> prints, a line <c>KEY=VALUE</c> each; one that is none of it is passed over.</summary>
public static class HostText
{
    /// <summary>What was printed.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="stun">The STUN server that was asked, as <c>HOST:PORT</c>; null where none was.</param>
    /// <param name="turn">The TURN server likewise.</param>
    public static HostFacts Parse(string text, string? stun, string? turn)
    {
        var lines = text.Split('\n').Select(l => l.Split('=', 2)).Where(l => l.Length == 2).ToLookup(l => l[0], l => l[1],
            StringComparer.Ordinal);
        return new HostFacts
        {
            Now = lines["now"].Select(Seconds).FirstOrDefault(),
            Addresses = lines["address"].Select(Address).OfType<IPAddress>().Distinct().ToEquatableArray(),
            Source = lines["source"].Select(Address).FirstOrDefault(),
            Sessions = lines["session"].Select(PortText.Socket).OfType<IPEndPoint>().Select(Plain).ToEquatableArray(),
            Events = lines["event"].Select(Event).OfType<SecurityEvent>().ToEquatableArray(),
            Troubles = lines["log"].ToEquatableArray(),
            Stun = Server(lines["stun"].FirstOrDefault(), stun),
            Turn = Server(lines["turn"].FirstOrDefault(), turn),
            Filter = lines["rules"].Contains("told", StringComparer.Ordinal)
                ? Fact.Known(PacketFilter.Parse(lines["rule"]))
                : Fact.Unknown<PacketFilter>($"iptables does not answer"),
            Trials = lines["trial"].Select(Trial).OfType<FilterTrial>().ToEquatableArray(),
        };
    }

    private static DateTimeOffset? Seconds(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var since) && since is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(since)
            : null;

    private static IPAddress? Address(string text) => IPAddress.TryParse(text, out var address) ? address : null;

    private static IPEndPoint Plain(IPEndPoint end) =>
        end.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(end.Address.MapToIPv4(), end.Port) : end;

    // KIND TIME SERVICE ADDRESS ACCOUNT. Asterisk writes the zone without a colon: 2026-11-27T03:48:25.930+0000.
    private static SecurityEvent? Event(string line) =>
        line.Split(' ', 5) is [var kind, var time, var service, var from, var account]
        && DateTimeOffset.TryParseExact(
            time, "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? new SecurityEvent(kind, at, service, account, Address(from))
            : null;

    private static ServerAnswer? Server(string? line, string? asked) => asked is null || line is null ? null
        : line.Split(' ', 2) is [var took, { Length: > 0 } bytes]
            && int.TryParse(took, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? new ServerAnswer(asked, TimeSpan.FromMilliseconds(milliseconds), StunText.Mapped(bytes))
            : new ServerAnswer(asked, null, null);

    private static FilterTrial? Trial(string line) =>
        line.Split('\t', 2) is [var counts, var log] && counts.Split(' ', 3) is [var failures, var matched, var jail]
        && int.TryParse(failures, NumberStyles.None, CultureInfo.InvariantCulture, out var failed)
            ? new FilterTrial(
                jail, log, failed, int.TryParse(matched, NumberStyles.None, CultureInfo.InvariantCulture, out var found) ? found : null)
            : null;
}
