using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Inspections;

/// <summary>Calls that are up, a row for each of their channels. Fields seen on Asterisk 16.28 and 22.10.</summary>
internal sealed class ChannelsInspection() : MemoryInspection(
    "channels", "the calls in progress, channel by channel",
    "channel", "state", "duration", "caller", "connected", "extension", "context", "application", "bridge")
{
    private static readonly AmiAction List = new("CoreShowChannels");

    public override EquatableArray<AmiAction> Actions(DesiredBox box) => [List];

    private protected override Fact<IEnumerable<EquatableArray<string>>> Rows(AmiAnswers answers) =>
        Listed(answers, List, "CoreShowChannel", e =>
        [
            e["Channel"] ?? "",
            e["ChannelStateDesc"] ?? "",
            e["Duration"] ?? "",
            e["CallerIDNum"] ?? "",
            e["ConnectedLineNum"] ?? "",
            e["Exten"] ?? "",
            e["Context"] ?? "",
            e["Application"] ?? "",
            e["BridgeId"] ?? "",
        ]);
}
