using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary>What a box's desired state says of rtp.conf.</summary>
public static class RtpOfBox
{
    extension(DesiredBox box)
    {
        /// <summary>Options of rtp.conf's [general].</summary>
        public EquatableArray<DesiredOption> Rtp => box.Of<DesiredRtp>().All;

        /// <summary>What ICE offers in place of addresses of the box.</summary>
        public EquatableArray<IceHostCandidate> IceHostCandidates => box.Of<DesiredRtp>().Candidates;
    }
}
