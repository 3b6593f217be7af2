using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>Reads <c>pjsip show settings</c>: the one global object of PJSIP, and the one of its system. Seen on Asterisk 16.28.</summary>
public static class SettingsText
{
    public static IEnumerable<KeyValuePair<PjsipType, Fact<ImmutableDictionary<string, SorceryObject>>>> Parse(
        AsteriskCatalogue catalogue, IReadOnlyList<string> lines) =>
        ((PjsipType[])[PjsipType.Global, PjsipType.System]).Select(type => KeyValuePair.Create(type, Fact(catalogue, type, lines)));

    /// <summary>One of the two; null where it is not shown.</summary>
    public static SorceryObject? One(AsteriskCatalogue catalogue, PjsipType type, IReadOnlyList<string> lines) =>
        SorceryText.Under(catalogue, type == PjsipType.Global ? "Global Settings:" : "System Settings:", type.TypeName(), lines);

    private static Fact<ImmutableDictionary<string, SorceryObject>> Fact(
        AsteriskCatalogue catalogue, PjsipType type, IReadOnlyList<string> lines) => One(catalogue, type, lines) is { } found
        ? Observations.Fact.Known(ImmutableDictionary<string, SorceryObject>.Empty.Add(found.Name, found))
        : Observations.Fact.Unknown<ImmutableDictionary<string, SorceryObject>>("no answer to pjsip show settings");
}
