using System.Globalization;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Inspections;

/// <summary>Where phones are registered with PJSIP. Fields seen on Asterisk 16.28 and 22.10.</summary>
internal sealed class ContactsInspection() : MemoryInspection(
    "contacts", "the phones that are registered with PJSIP, and whether they answer",
    "endpoint", "URI", "status", "round trip", "expires", "user agent")
{
    private static readonly AmiAction List = new("PJSIPShowContacts");

    public override EquatableArray<AmiAction> Actions(DesiredBox box) => [List];

    private protected override Fact<IEnumerable<EquatableArray<string>>> Rows(AmiAnswers answers) =>
        Listed(answers, List, "ContactList", e =>
        [
            e["Endpoint"] ?? "",
            e["Uri"] ?? "",
            e["Status"] ?? "",
            Milliseconds(e["RoundtripUsec"]),
            Time(e["ExpirationTime"]),
            e["UserAgent"] ?? "",
        ]);

    // Of a contact that was not asked, or does not answer, there is none: N/A, or 0.
    private static string Milliseconds(string? microseconds) =>
        long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var took) && took > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{took / 1000.0:0.0} ms")
            : "";

    // Seconds since 1970; 0 of a contact that the configuration names, which never expires.
    private static string Time(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var since) && since is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(since).ToString("u", CultureInfo.InvariantCulture)
            : "";
}
