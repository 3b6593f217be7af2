using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.ChanSip;

/// <summary>A peer of chan_sip.</summary>
public sealed record SipPeerId(string Peer) : ResourceId(ChanSipSubject.Instance)
{
    /// <summary>What a peer's name and key begin with.</summary>
    public const string Mark = "chan_sip peer ";

    public override string Name => Mark + Peer;

    public override ResourceId Object => this;
}
