using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Inspections;

/// <summary>chan_sip's peers; a version without chan_sip has none. Fields seen on Asterisk 16.28.</summary>
internal sealed class PeersInspection() : MemoryInspection(
    "peers", "the phones and trunks of chan_sip, and whether they answer",
    "peer", "status", "address", "port", "registers", "description")
{
    private const string NoAddress = "-none-";

    private static readonly AmiAction List = new("SIPpeers");

    public override EquatableArray<AmiAction> Actions(DesiredBox box) => box.Catalogue.HasChanSip ? [List] : [];

    private protected override Fact<IEnumerable<EquatableArray<string>>> Rows(AmiAnswers answers) =>
        !answers.Has(List)
            ? Fact.Known<IEnumerable<EquatableArray<string>>>([])
            : Listed(answers, List, "PeerEntry", e =>
            [
                e["ObjectName"] ?? "",
                e["Status"] ?? "",
                e["IPaddress"] is NoAddress or null ? "" : e["IPaddress"]!,
                e["IPaddress"] is NoAddress or null ? "" : e["IPport"] ?? "",
                e["Dynamic"] ?? "",
                e["Description"] ?? "",
            ]);
}
