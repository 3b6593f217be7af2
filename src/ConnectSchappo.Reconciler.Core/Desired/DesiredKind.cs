namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>The parts of a box that the desired state speaks of, as <c>policy.mode</c> names them.</summary>
public enum DesiredKind
{
    Http,
    Rtp,
    Modules,
    Pjsip,
    Sip,
    Fail2ban,
}
