using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// Options about which the desired state is silent, and so our file is: memory must show Asterisk's default. Each default of the
/// catalogue was held against a bare object on Asterisk 16.28.
/// </summary>
internal static class PjsipDefaults
{
    /// <summary>The options of an object in memory that are not as they are by default, though nobody asked for it.</summary>
    public static IEnumerable<OptionDefault> Changed(OptionSection section, PjsipObject wanted, SorceryObject running)
    {
        var webrtc = wanted.IsSoftphone;
        foreach (var standard in section.Defaults)
        {
            if (running[standard.Option] is { } shown && shown != standard.Spelled && !(webrtc && standard.Option.IsForcedByWebRtc)
                && IsChanged(wanted, standard, shown))
            {
                yield return standard;
            }
        }
    }

    private static bool IsChanged(PjsipObject wanted, OptionDefault standard, string shown) => wanted[standard.Option.Name] is null
        && PjsipSpelling.IsTold(wanted, standard.Option, standard.Value)
        && !PjsipSpelling.IsShown(wanted, standard.Option, standard.Value, shown);
}
