using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Values;

namespace ConnectSchappo.Reconciler.Core.Desired.Rules;

/// <summary>Which fields there are to ignore, and which of them never are.</summary>
internal static class IgnorableFields
{
    // Who may log in or call in without it, and whom a call in is taken for.
    private static readonly HashSet<string> Doors = new(StringComparer.OrdinalIgnoreCase)
    {
        "type", "id", "auth", "auth_type", "username", "realm", "identify_by", "match", "match_header", "endpoint",
        "permit", "deny", "acl", "contact_permit", "contact_deny", "contact_acl", "allowguest", "autocreatepeer",
    };

    /// <summary>The sections by what <see cref="IgnoredField.Resource"/> says before a slash.</summary>
    public static IReadOnlyList<(string Kind, OptionSection Section)> Sections { get; } =
    [
        .. Enum.GetValues<PjsipType>().Select(t => (t.TypeName(), OptionSection.Of(t))), ("http", OptionSection.Http), ("rtp", OptionSection.Rtp), ("sip", OptionSection.SipGeneral),
    ];

    /// <summary>Why a field is never ignored; null where it may be.</summary>
    public static string? Refusal(OptionSection section, string field) =>
        section.IsSecret(field) ? "it is a secret" : Doors.Contains(field) ? "it decides who may call in" : null;

    /// <summary>The sections that the resource of an entry may mean, whether or not the box has such an object.</summary>
    public static IEnumerable<OptionSection> Of(string resource)
    {
        var kind = resource.Split('/')[0];
        return Sections.Where(s => StarPattern.Matches(kind, s.Kind, StringComparison.Ordinal)).Select(s => s.Section);
    }

    /// <summary>Whether a box has something that an entry takes in, be it a field about which the desired state is silent.</summary>
    public static bool IsThere(DesiredBox box, IgnoredField ignored) =>
        box.Pjsip.Any(o => Takes(IgnoredField.ResourceOf(o.Type, o.Name), OptionSection.Of(o.Type), ignored))
        || (!box.Http.IsEmpty && Takes("http", OptionSection.Http, ignored))
        || (!box.Rtp.IsEmpty && Takes("rtp", OptionSection.Rtp, ignored))
        || (!box.SipGeneral.IsEmpty && Takes("sip", OptionSection.SipGeneral, ignored));

    private static bool Takes(string resource, OptionSection section, IgnoredField ignored) =>
        StarPattern.Matches(ignored.Resource, resource, StringComparison.Ordinal) && section.Options.Keys.Any(o => ignored.Covers(resource, o));
}
