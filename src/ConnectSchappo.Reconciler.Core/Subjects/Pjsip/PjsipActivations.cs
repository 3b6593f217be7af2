using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>What makes changes of PJSIP's objects effective.</summary>
public static class PjsipActivations
{
    public static Activation Reload { get; } = AsteriskReload.Row(
        "PjsipReload", ["res_pjsip.so"], Disturbance.NewCalls, $"none: calls and registrations stay, new calls use the new values");

    /// <summary>
    /// The modules to reload for objects of these types: each reads its own. Source: what "pjsip reload" of Issabel's cli_aliases.conf
    /// expands to.
    /// </summary>
    internal static EquatableArray<string> Modules(IReadOnlySet<PjsipType> types) =>
    [
        .. Reload.Arguments,
        .. types.Contains(PjsipType.Identify) ? ["res_pjsip_endpoint_identifier_ip.so"] : Array.Empty<string>(),
        .. types.Contains(PjsipType.Registration) ? ["res_pjsip_outbound_registration.so"] : Array.Empty<string>(),
    ];
}
