using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Rules;

/// <summary>Which fields there are to ignore, and which of them never are.</summary>
internal static class IgnorableFields
{
    // What an object is, beside its options.
    private static readonly string[] Identity = ["type", "id"];

    /// <summary>The fields of a section that a pattern may take in.</summary>
    public static IEnumerable<string> Of(OptionSection section) => section.Options.Keys.Concat(Identity);

    /// <summary>Why a field is never ignored; null where it may be.</summary>
    public static Message? Refusal(OptionSection section, string field) =>
        section.IsSecret(field) ? $"it is a secret"
        : section.Find(field) is { DecidesAccess: true } || Identity.Contains(field, StringComparer.OrdinalIgnoreCase)
            ? (Message)$"it decides who may call in"
        : null;

    /// <summary>The sections that the resource of an entry may mean, whether or not the box has such an object.</summary>
    public static IEnumerable<OptionSection> Of(AsteriskCatalogue catalogue, string resource)
    {
        var kind = resource.Split('/')[0];
        return catalogue.Sections.Where(s => StarPattern.Matches(kind, s.Kind, StringComparison.Ordinal));
    }

    /// <summary>Whether a box has something that an entry takes in, be it a field about which the desired state is silent.</summary>
    public static bool IsThere(DesiredBox box, IgnoredField ignored) =>
        box.Sections.SelectMany(s => s.Ignorable(box.Catalogue)).Any(i => Takes(i.Resource, i.Options, ignored));

    private static bool Takes(string resource, OptionSection section, IgnoredField ignored) =>
        StarPattern.Matches(ignored.Resource, resource, StringComparison.Ordinal)
        && section.Options.Keys.Any(o => ignored.Covers(resource, o));
}
