using System.Collections.Frozen;
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
    private static readonly FrozenDictionary<PjsipType, Default[]> Known = Enum.GetValues<PjsipType>().ToFrozenDictionary(
        t => t, t => OptionSection.Of(t).Options.Values.Where(o => o.Default is not null && PjsipSpelling.IsComparable(o.Name, "")).Select(Make).ToArray());

    /// <summary>The options of an object in memory that are not as they are by default, though nobody asked for it.</summary>
    public static IEnumerable<(string Option, string Default)> Changed(PjsipObject wanted, SorceryObject running)
    {
        var webrtc = WebRtc.IsSoftphone(wanted);
        foreach (var option in Known[wanted.Type])
        {
            if (running[option.Index] is { } shown && shown != option.Shown
                && wanted[option.Name] is null && !(webrtc && WebRtc.Forces(option.Name)) && !IsSaidOtherwise(option.Name, wanted)
                && !PjsipSpelling.Same(wanted, option.Name, shown, option.Value))
            {
                yield return (option.Name, option.Value);
            }
        }
    }

    // Rules of an object's own show as the name of an ACL. A transport always has a bind, whatever its type needs one for.
    private static bool IsSaidOtherwise(string option, PjsipObject wanted) => option switch
    {
        "acl" => wanted["permit"] is not null || wanted["deny"] is not null,
        "contact_acl" => wanted["contact_permit"] is not null || wanted["contact_deny"] is not null,
        "bind" => true,
        _ => false,
    };

    private static Default Make(OptionFacts option)
    {
        var value = option.Name == "callerid" ? "<unknown>" : option.Default!;
        var shown = option.Type == OptionType.YesNo ? value == "yes" ? "true" : "false" : value;
        return new Default(OptionNames.IndexOf(option.Name), option.Name, value, shown);
    }

    private sealed record Default(int Index, string Name, string Value, string Shown);
}
