using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.ChanSip;

/// <summary>What makes changes of sip.conf effective.</summary>
public static class ChanSipActivations
{
    public static Activation Reload { get; } =
        AsteriskReload.Row("SipReload", "sip reload", Disturbance.Nobody, $"none: calls and registrations stay");
}
