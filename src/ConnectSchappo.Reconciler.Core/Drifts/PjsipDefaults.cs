using System.Collections.Frozen;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Catalogue;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Drifts;

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
        HashSet<string>? named = null;
        var webrtc = WebRtc.IsSoftphone(wanted);
        foreach (var option in Known[wanted.Type])
        {
            if (running[option.Name] is not { } shown || shown == option.Shown || PjsipSpelling.Same(wanted, option.Name, shown, option.Value))
            {
                continue;
            }

            named ??= wanted.Options.Select(o => o.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (!named.Contains(option.Name) && !(webrtc && WebRtc.Forces(option.Name)) && !IsSaidOtherwise(option.Name, named))
            {
                yield return (option.Name, option.Value);
            }
        }
    }

    // Rules of an object's own show as the name of an ACL. A transport always has a bind, whatever its type needs one for.
    private static bool IsSaidOtherwise(string option, HashSet<string> named) => option switch
    {
        "acl" => named.Contains("permit") || named.Contains("deny"),
        "contact_acl" => named.Contains("contact_permit") || named.Contains("contact_deny"),
        "bind" => true,
        _ => false,
    };

    private static Default Make(OptionFacts option)
    {
        var value = option.Name == "callerid" ? "<unknown>" : option.Default!;
        var shown = option.Type == OptionType.YesNo ? value == "yes" ? "true" : "false" : value;
        return new Default(option.Name, value, shown);
    }

    private sealed record Default(string Name, string Value, string Shown);
}
