using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>Reads <c>pjsip show settings</c>: the one global object of PJSIP, and the one of its system. Seen on Asterisk 16.28.</summary>
public static class SettingsText
{
    public static IEnumerable<KeyValuePair<PjsipType, Fact<ImmutableDictionary<string, SorceryObject>>>> Parse(IReadOnlyList<string> lines) =>
        ((PjsipType[])[PjsipType.Global, PjsipType.System]).Select(type => KeyValuePair.Create(type, One(type, lines)));

    private static Fact<ImmutableDictionary<string, SorceryObject>> One(PjsipType type, IReadOnlyList<string> lines)
    {
        var title = type == PjsipType.Global ? "Global Settings:" : "System Settings:";
        return SorceryText.Under(title, type.TypeName(), lines) is { } found
            ? Fact.Known(ImmutableDictionary<string, SorceryObject>.Empty.Add(found.Name, found))
            : Fact.Unknown<ImmutableDictionary<string, SorceryObject>>("no answer to pjsip show settings");
    }
}
