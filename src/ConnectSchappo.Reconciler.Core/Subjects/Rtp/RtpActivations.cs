using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary>What makes changes of rtp.conf effective.</summary>
public static class RtpActivations
{
    /// <summary>Calls that begin afterwards take other ports and servers for their sound; those that are up keep theirs.</summary>
    public static Activation Reload { get; } = AsteriskReload.Row(
        "RtpReload", "module reload res_rtp_asterisk.so", Disturbance.NewCalls,
        $"none: calls in progress keep their RTP media, new calls use the new values");
}
