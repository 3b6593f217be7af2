using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Holds a value of a file against what Asterisk's memory shows of the option.</summary>
internal static class MemorySpelling
{
    /// <summary>Whether memory tells anything of a value: of some options it shows what Asterisk has made of it, or another's.</summary>
    public static bool Tells(Option option, string value) => option.ShownAs switch
    {
        ShownAs.Value or ShownAs.Nothing or ShownAs.YesOrNo or ShownAs.FirstItem or ShownAs.StunServer => true,
        ShownAs.Addresses => value.Split(',').All(Network.IsNetwork),
        ShownAs.AnotherOption or ShownAs.Listener => false,
        _ => throw new ArgumentOutOfRangeException(nameof(option), option.ShownAs, null),
    };

    /// <summary>Whether what memory shows can have come of a value that it tells of.</summary>
    public static bool Same(Option option, string value, string shown) => value == shown || option.ShownAs switch
    {
        ShownAs.Value or ShownAs.Nothing or ShownAs.Addresses => OptionSpelling.Same(option, value, shown),
        ShownAs.YesOrNo when OptionSpelling.Truth(shown) is { } truth => (OptionSpelling.Truth(value) ?? "yes") == truth,
        ShownAs.YesOrNo => OptionSpelling.Same(option, value, shown), // a later version shows the word itself
        ShownAs.FirstItem => OptionSpelling.Same(option, value.Split(',')[0], shown),
        ShownAs.StunServer => StunServer.Same(value, shown),
        _ => throw new ArgumentOutOfRangeException(nameof(option), option.ShownAs, null),
    };
}
