using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>Which options of PJSIP no reload makes effective. Source: Asterisk 16.28, each tried.</summary>
internal static class PjsipNeeds
{
    // Those of a transport that are taken at a reload although allow_reload is no.
    private static readonly HashSet<string> Live = new(StringComparer.OrdinalIgnoreCase)
    {
        "allow_reload", "external_media_address", "external_signaling_address", "external_signaling_port", "local_net", "symmetric_transport",
    };

    public static DriftNeed Of(PjsipObject wanted, string option, bool inMemory)
    {
        var fixedAtStart = wanted.Type == PjsipType.System || (wanted.Type == PjsipType.Transport && !Live.Contains(option) && !Reloads(wanted));
        return !fixedAtStart ? DriftNeed.Reload : inMemory ? DriftNeed.Restart : DriftNeed.NextStart;
    }

    /// <summary>For an object as a whole, to be there or to be gone; what its options need is told of each.</summary>
    public static DriftNeed OfObject(PjsipType type) => type == PjsipType.System ? DriftNeed.NextStart : DriftNeed.Reload;

    private static bool Reloads(PjsipObject transport) => OptionSpelling.Truth(transport["allow_reload"]?.ToString() ?? "no") == "yes";
}
