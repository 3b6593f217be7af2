using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>What makes a change of PJSIP's objects effective. Source: Asterisk 16.28, each tried.</summary>
internal static class PjsipTakesEffect
{
    public static DriftNeed Of(PjsipObject wanted, Option option, bool inMemory)
    {
        var isTakenAtReload = option.TakesEffect switch
        {
            TakesEffect.AtReload => true,
            TakesEffect.AtReloadIfAllowed => Reloads(wanted),
            TakesEffect.AtStart => false,
            _ => throw new ArgumentOutOfRangeException(nameof(option), option.TakesEffect, null),
        };
        return isTakenAtReload ? DriftNeed.Reload : inMemory ? DriftNeed.Restart : DriftNeed.NextStart;
    }

    /// <summary>For an object as a whole, to be there or to be gone; what its options need is told of each.</summary>
    public static DriftNeed OfObject(PjsipType type) => type == PjsipType.System ? DriftNeed.NextStart : DriftNeed.Reload;

    private static bool Reloads(PjsipObject transport) => OptionSpelling.Truth(transport["allow_reload"]?.ToString() ?? "no") == "yes";
}
