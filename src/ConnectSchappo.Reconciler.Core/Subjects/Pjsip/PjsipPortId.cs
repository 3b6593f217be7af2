using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>A port of PJSIP's own, for desk phones and trunks.</summary>
public sealed record PjsipPortId() : ResourceId(PjsipSubject.Instance)
{
    public override string Name => "PJSIP port";
}
