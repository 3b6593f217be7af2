using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Subjects.ChanSip;

/// <summary>What a box's desired state says of chan_sip.</summary>
public static class ChanSipOfBox
{
    extension(DesiredBox box)
    {
        /// <summary>Options of sip.conf's [general].</summary>
        public EquatableArray<DesiredOption> SipGeneral => box.Of<DesiredChanSip>().General;

        /// <summary>Peers that chan_sip must not have: those named, and every PJSIP endpoint.</summary>
        public EquatableArray<string> SipAbsent => box.Of<DesiredChanSip>().Absent;

        /// <summary>The same box, but for the peers that chan_sip must not have.</summary>
        internal DesiredBox WithSipAbsent(EquatableArray<string> peers) => box.With(box.Of<DesiredChanSip>() with { Absent = peers });
    }
}
