using ConnectSchappo.Reconciler.Core.Observations.Ami;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>The lists that the manager interface has of PJSIP's objects. They cut no name.</summary>
internal static class PjsipLists
{
    public static AmiAction Auths { get; } = new("PJSIPShowAuths");

    public static AmiAction Aors { get; } = new("PJSIPShowAors");

    /// <summary>Without most of an endpoint's options.</summary>
    public static AmiAction Endpoints { get; } = new("PJSIPShowEndpoints");

    /// <summary>Outbound ones, and their auths among them.</summary>
    public static AmiAction Registrations { get; } = new("PJSIPShowRegistrationsOutbound");

    /// <summary>Whether an event of the last one is a registration.</summary>
    public static bool IsRegistration(AmiFrame entry) => entry.Event == "OutboundRegistrationDetail";
}
