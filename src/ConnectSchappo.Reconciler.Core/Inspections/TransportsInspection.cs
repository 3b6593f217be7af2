using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Core.Inspections;

/// <summary>PJSIP's transports. The manager interface has no list of them; the command line's cuts no name.</summary>
internal sealed class TransportsInspection() : MemoryInspection(
    "transports", "where PJSIP listens", "transport", "protocol", "address")
{
    private static readonly AmiAction List = AmiAction.Command("pjsip show transports");

    public override EquatableArray<AmiAction> Actions(DesiredBox box) => [List];

    private protected override Fact<IEnumerable<EquatableArray<string>>> Rows(AmiAnswers answers) =>
        SorceryText.Transports(answers.Lines(List)).Select(rows =>
            rows.Select(r => new EquatableArray<string>([r.Name, r.Protocol, r.Address])));
}
