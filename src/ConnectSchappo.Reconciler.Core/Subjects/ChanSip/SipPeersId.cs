using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.ChanSip;

/// <summary>The peers of chan_sip, all of them.</summary>
public sealed record SipPeersId() : ResourceId(ChanSipSubject.Instance)
{
    public override string Name => "chan_sip";
}
