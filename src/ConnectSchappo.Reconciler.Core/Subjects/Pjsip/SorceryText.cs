using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// Reads the tables of options that <c>pjsip show TYPE NAME</c> and <c>pjsip show settings</c> print. They cut no value. Formats seen
/// on Asterisk 16.28.
/// </summary>
public static class SorceryText
{
    private const string NotFound = "Unable to find object";

    /// <summary>The object that was asked for; null where the box has none of that name; unknown where it did not answer.</summary>
    public static Fact<SorceryObject?> Object(AsteriskCatalogue catalogue, string name, IReadOnlyList<string> lines) =>
        Table(catalogue, name, lines) is { } found ? Fact.Known<SorceryObject?>(found)
        : lines.Any(l => l.StartsWith(NotFound, StringComparison.Ordinal)) ? Fact.Known<SorceryObject?>(null)
        : Fact.Unknown<SorceryObject?>($"no answer about {name}");

    /// <summary>The table under a title, such as <c>System Settings:</c>; null where there is none.</summary>
    public static SorceryObject? Under(AsteriskCatalogue catalogue, string title, string name, IReadOnlyList<string> lines) => Table(
        catalogue, name,
        lines.SkipWhile(l => !l.StartsWith(title, StringComparison.Ordinal)).Skip(1)
            .TakeWhile(l => !l.EndsWith(" Settings:", StringComparison.Ordinal)));

    /// <summary>
    /// The table of <c>pjsip show transports</c>, which cuts no name; unknown where it says neither some nor none. Protocols are udp, tcp,
    /// tls, ws, wss, in lower case.
    /// </summary>
    public static Fact<EquatableArray<(string Name, string Protocol, string Address)>> Transports(IReadOnlyList<string> lines)
    {
        var rows = lines.Where(l => l.StartsWith(TransportRow, StringComparison.Ordinal) && !l.Contains('<', StringComparison.Ordinal))
            .Select(l => l[TransportRow.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        return !lines.Any(l => l.StartsWith("Objects found:", StringComparison.Ordinal)
            || l.StartsWith("No objects found", StringComparison.Ordinal))
            ? Fact.Unknown<EquatableArray<(string, string, string)>>($"no answer to pjsip show transports")
            : rows.Exists(r => r.Length <= BehindTheName)
                ? Fact.Unknown<EquatableArray<(string, string, string)>>($"a row of pjsip show transports cannot be read")
                : Fact.Known(rows
                    .Select(r => (string.Join(' ', r[..^BehindTheName]), r[^BehindTheName].ToLowerInvariant(), r[^1])).ToEquatableArray());
    }

    /// <summary>
    /// The names in the table of <c>pjsip show endpoints</c>, which stand before a slash and the caller's number and are cut after about
    /// fifty characters; unknown where one may have been cut.
    /// </summary>
    public static Fact<EquatableArray<string>> EndpointNames(IReadOnlyList<string> lines)
    {
        var rows = lines.Where(l => l.StartsWith(EndpointRow, StringComparison.Ordinal) && !l.Contains('<', StringComparison.Ordinal))
            .Select(l => l[EndpointRow.Length..].Trim().Split("  ")[0]).ToList();
        return !lines.Any(l => l.StartsWith("Objects found:", StringComparison.Ordinal)
            || l.StartsWith("No objects found", StringComparison.Ordinal))
            ? Fact.Unknown<EquatableArray<string>>($"no answer to pjsip show endpoints")
            : rows.Exists(r => r.Length >= Cut && !r.Contains('/', StringComparison.Ordinal))
                ? Fact.Unknown<EquatableArray<string>>($"the table of pjsip show endpoints cuts a name as long as one of these")
                : Fact.Known(rows.Select(r => r.Split('/')[0]).ToEquatableArray());
    }

    private const int Cut = 50;

    private const string EndpointRow = " Endpoint:";

    private const string TransportRow = "Transport:";

    // type, cos, tos, address
    private const int BehindTheName = 4;

    private static SorceryObject? Table(AsteriskCatalogue catalogue, string name, IEnumerable<string> lines)
    {
        var values = lines.SkipWhile(l => !l.Contains("ParameterName", StringComparison.Ordinal)).Skip(2)
            .Select(l => l.Split(':', 2)).Where(p => p.Length == 2)
            .Select(p => KeyValuePair.Create(p[0].Trim(), p[1].Trim())).ToList();
        return values.Count > 0 ? new SorceryObject(catalogue, name, values) : null;
    }
}
