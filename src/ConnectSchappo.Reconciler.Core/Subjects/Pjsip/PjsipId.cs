using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>An object of PJSIP, by its type and by what its section is called.</summary>
public sealed record PjsipId(PjsipType Type, string Section) : ResourceId(PjsipSubject.Instance)
{
    public override string Name => $"{Type.TypeName()} {Section}";

    public override ResourceId Object => this;

    internal override bool IsMeantBy(ConfigComplaint complaint) => complaint.Type is null
        ? complaint.Message.Contains("pjsip", StringComparison.Ordinal)
        : complaint.Type == Type.TypeName() && (complaint.Id is null || complaint.Id == Section);

    /// <summary>An object that the desired state has.</summary>
    public static PjsipId Of(PjsipObject wanted) => new(wanted.Type, wanted.Name);
}
