using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// Options about which the desired state is silent, and so our file is: memory must show Asterisk's default. Each default of the
/// catalogue was held against a bare object on Asterisk 16.28.
/// </summary>
internal static class PjsipDefaults
{
    /// <summary>The options of an object in memory that are not as they are by default, though nobody asked for it.</summary>
    public static IEnumerable<(Option Option, string Default)> Changed(OptionSection section, PjsipObject wanted, SorceryObject running)
    {
        var webrtc = WebRtc.IsSoftphone(wanted);
        foreach (var (option, standard, spelled) in section.Defaults)
        {
            if (running[option] is { } shown && shown != spelled
                && wanted[option.Name] is null && !(webrtc && option.IsForcedByWebRtc)
                && PjsipSpelling.IsTold(wanted, option, standard) && !PjsipSpelling.IsShown(wanted, option, standard, shown))
            {
                yield return (option, standard);
            }
        }
    }
}
