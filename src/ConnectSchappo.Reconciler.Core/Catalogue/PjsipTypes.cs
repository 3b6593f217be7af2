using System.Collections.Frozen;

namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>What the types of PJSIP objects are called.</summary>
public static class PjsipTypes
{
    private static readonly FrozenDictionary<string, PjsipType> ByName =
        Enum.GetValues<PjsipType>().ToFrozenDictionary(t => t.TypeName(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of <c>type=</c> in pjsip.conf.</summary>
    public static string TypeName(this PjsipType type) => type switch
    {
        PjsipType.Auth => "auth",
        PjsipType.Aor => "aor",
        PjsipType.Endpoint => "endpoint",
        PjsipType.Identify => "identify",
        PjsipType.Registration => "registration",
        PjsipType.Transport => "transport",
        PjsipType.Acl => "acl",
        PjsipType.Global => "global",
        PjsipType.System => "system",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>The type that a value of <c>type=</c> means, whatever its case; null where it is none of them.</summary>
    public static PjsipType? Named(string typeName) => ByName.TryGetValue(typeName, out var type) ? type : null;

    /// <summary>
    /// The key under <c>pjsip</c> that holds the objects of a type by name, or the one object of a type that has but one.
    /// </summary>
    public static string Key(this PjsipType type) => type switch
    {
        PjsipType.Identify => "identifies",
        _ when type.IsSingle() => type.TypeName(),
        _ => type.TypeName() + "s",
    };

    /// <summary>Whether Asterisk takes only one object of the type.</summary>
    public static bool IsSingle(this PjsipType type) => type is PjsipType.Global or PjsipType.System;

    /// <summary>How a sentence names it.</summary>
    internal static string Word(this PjsipType type) => type is PjsipType.Aor ? "AOR" : type.TypeName();
}
