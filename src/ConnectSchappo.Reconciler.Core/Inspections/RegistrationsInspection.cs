using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Core.Inspections;

/// <summary>
/// Where the box itself registers, with a provider for example: by PJSIP, and by chan_sip where the version has it. Fields seen on Asterisk
/// 16.28.
/// </summary>
internal sealed class RegistrationsInspection() : MemoryInspection(
    "registrations", "where the box itself registers, and whether it is accepted",
    "registration", "driver", "status", "server", "client", "next")
{
    private static readonly AmiAction OfChanSip = new("SIPshowregistry");

    public override EquatableArray<AmiAction> Actions(DesiredBox box) =>
        box.Catalogue.HasChanSip ? [PjsipLists.Registrations, OfChanSip] : [PjsipLists.Registrations];

    // A driver that is not loaded has no registrations: one of the two answers on most boxes.
    private protected override Fact<IEnumerable<EquatableArray<string>>> Rows(AmiAnswers answers)
    {
        var pjsip = Listed(answers, PjsipLists.Registrations, "OutboundRegistrationDetail", e =>
        [
            e["ObjectName"] ?? "", "PJSIP", e["Status"] ?? "", e["ServerUri"] ?? "", e["ClientUri"] ?? "", Seconds(e["NextReg"]),
        ]);
        if (!answers.Has(OfChanSip))
        {
            return pjsip;
        }

        var sip = Listed(answers, OfChanSip, "RegistryEntry", e =>
        [
            $"{e["Username"]}@{e["Host"]}", "chan_sip", e["State"] ?? "", $"{e["Host"]}:{e["Port"]}", e["Username"] ?? "",
            Seconds(e["Refresh"]),
        ]);
        return IsNotThere(answers, PjsipLists.Registrations) ? sip
            : IsNotThere(answers, OfChanSip) || !pjsip.TryGet(out var one) ? pjsip
            : sip.Select(other => one.Concat(other));
    }

    // What else cannot be read may be there all the same.
    private static bool IsNotThere(AmiAnswers answers, AmiAction list) =>
        answers.To(list) is { Succeeded: false } reply && reply.Message.StartsWith("Invalid/unknown command", StringComparison.Ordinal);

    private static string Seconds(string? text) => text is { Length: > 0 } ? $"{text} s" : "";
}
