using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Core.Inspections;

/// <summary>PJSIP's endpoints, ours or not. Fields seen on Asterisk 16.28 and 22.10.</summary>
internal sealed class EndpointsInspection() : MemoryInspection(
    "endpoints", "PJSIP's endpoints, and whether they can be called",
    "endpoint", "state", "channels", "contacts", "AOR", "auth", "transport")
{
    public override EquatableArray<AmiAction> Actions(DesiredBox box) => [PjsipLists.Endpoints];

    private protected override Fact<IEnumerable<EquatableArray<string>>> Rows(AmiAnswers answers) =>
        Listed(answers, PjsipLists.Endpoints, "EndpointList", e =>
        [
            e["ObjectName"] ?? "",
            e["DeviceState"] ?? "",
            e["ActiveChannels"] ?? "",
            $"{(e["Contacts"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Length}",
            e["Aor"] ?? "",
            e["Auths"] ?? "",
            e["Transport"] ?? "",
        ]);
}
