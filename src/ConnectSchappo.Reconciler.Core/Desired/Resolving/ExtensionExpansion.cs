using ConnectSchappo.Reconciler.Core.Desired.Stated;

namespace ConnectSchappo.Reconciler.Core.Desired.Resolving;

/// <summary>Makes an extension's auth, AOR and endpoint of its profile and its own options.</summary>
internal sealed class ExtensionExpansion(ProfileTable profiles, ProblemList problems)
{
    public IEnumerable<StatedObject> Expand(StatedExtension extension)
    {
        if (extension.Profile is not { } name)
        {
            problems.Add(ProblemKinds.Missing, extension.Place, $"Extension `{extension.Number}` has no `profile`.", "Write `profile: webrtc` or `profile: phone`, or one of your own.");
            return [];
        }

        var number = extension.Number;
        var parts = ExtensionParts.Merge((profiles.Find(name) ?? ExtensionParts.None).From(name.Text, name.Place), extension.Parts);
        var given = Given(extension, parts);
        return
        [
            new StatedObject(PjsipType.Auth, $"auth{number}", StatedOption.Merge(given.Auth, parts.Auth), extension.Place),
            new StatedObject(PjsipType.Aor, number, parts.Aor, extension.Place),
            new StatedObject(PjsipType.Endpoint, number, StatedOption.Merge(given.Endpoint, parts.Endpoint), extension.Place),
        ];
    }

    /// <summary>What follows from the extension's number, name and password; a profile's or an extension's own option overrides it.</summary>
    private ExtensionParts Given(StatedExtension extension, ExtensionParts parts)
    {
        var number = extension.Number;
        var auth = new List<StatedOption> { Option("username", number, extension.Place) };
        if (extension.Password is { } password)
        {
            auth.Add(password);
        }
        else if (!parts.Auth.Any(o => o.Name is "password" or "md5_cred"))
        {
            problems.Add(ProblemKinds.Missing, extension.Place, $"Extension `{number}` has no `password`.", $"Write `password: {{secret: softphone-{number}}}`, the name of a secret.");
        }

        var endpoint = new List<StatedOption> { Option("auth", $"auth{number}", extension.Place), Option("aors", number, extension.Place) };
        if (extension.Name is { } name)
        {
            endpoint.Add(Option("callerid", $"\"{name.Text}\" <{number}>", name.Place));
        }

        return new ExtensionParts(auth.ToEquatableArray(), [], endpoint.ToEquatableArray());
    }

    private static StatedOption Option(string name, string value, YamlPlace place) => new(name, new DesiredValue.Text(value), IsList: false, place);
}
