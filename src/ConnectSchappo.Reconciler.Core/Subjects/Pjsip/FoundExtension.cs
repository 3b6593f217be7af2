using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// An auth, an AOR and an endpoint that a line of <c>extensions</c> makes: named N, with an auth named authN that logs in as N.
/// </summary>
internal sealed record FoundExtension(FoundObject Auth, FoundObject Aor, FoundObject Endpoint)
{
    private const string Password = "password";
    private const string CallerId = "callerid";

    public string Number => Endpoint.Name;

    public IEnumerable<FoundObject> Objects => [Auth, Aor, Endpoint];

    /// <summary>The three of that name; null where they are not what a line of extensions makes.</summary>
    public static FoundExtension? Of(FoundObject endpoint, Func<PjsipType, string, FoundObject?> find)
    {
        var number = endpoint.Name;
        return find(PjsipType.Auth, $"auth{number}") is { } auth && find(PjsipType.Aor, number) is { } aor
            && endpoint["auth"] == auth.Name && endpoint["aors"] == number && auth["username"] == number
            && auth.Options.Any(o => o.Value is ImportedValue.OfSecret)
            && new[] { auth, aor, endpoint }.All(o => o.Refusal is null && o.Author == endpoint.Author)
            ? new FoundExtension(auth, aor, endpoint)
            : null;
    }

    /// <summary>Its password, which stands beside its profile; null where it has a hash.</summary>
    public ImportedValue.OfSecret? Secret => Auth.Options.FirstOrDefault(o => o.Key == Password).Value as ImportedValue.OfSecret;

    /// <summary>The name that makes its caller ID; null where no name makes it.</summary>
    public string? CallerName =>
        Endpoint[CallerId] is { } callerId && OptionSpelling.CallerName(callerId, Number) is { Length: > 0 } name
            && (Endpoint.Author != FileAuthor.Reconciler || callerId == $"\"{name}\" <{Number}>")
            ? name
            : null;

    /// <summary>What its profile and its own parts have to say: all but what follows from its number, its password and its name.</summary>
    public EquatableArray<PartOption> Parts =>
    [
        .. Of("auth", Auth).Where(o => o.Name is not ("username" or Password)),
        .. Of("aor", Aor),
        .. Of("endpoint", Endpoint).Where(o => o.Name is not ("auth" or "aors") && !(o.Name == CallerId && CallerName is not null)),
    ];

    private static IEnumerable<PartOption> Of(string part, FoundObject found) =>
        found.Options.Select(o => new PartOption(part, o.Key, o.Value));
}
