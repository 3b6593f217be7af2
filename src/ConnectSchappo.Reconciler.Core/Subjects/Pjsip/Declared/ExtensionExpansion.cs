using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>
/// Makes an extension's auth, AOR and endpoint. What follows from its number comes first, its profile overrides that, its password and
/// name override the profile, and its own options have the last word.
/// </summary>
internal sealed class ExtensionExpansion(AsteriskCatalogue catalogue, ProfileTable profiles, ProblemList problems)
{
    public IEnumerable<DeclaredObject> Expand(DeclaredExtension extension)
    {
        var number = extension.Number;
        if (extension.Profile is not { } name)
        {
            problems.Add(
                ProblemKinds.Missing, extension.Place, $"Extension `{number}` has no `profile`.",
                $"Write `profile: webrtc`, `profile: phone` or a profile of your own.");
            return [];
        }

        var profile = (profiles.Find(name) ?? ExtensionParts.None).From(name.Text, name.Place);
        var parts = new[] { profile, Said(extension), extension.Parts }.Aggregate(Implied(extension), ExtensionParts.Merge);
        if (!parts.Auth.Any(o => catalogue[PjsipType.Auth].IsSecret(o.Name)))
        {
            problems.Add(
                ProblemKinds.Missing, extension.Place, $"Extension `{number}` has no `password`.",
                $"Write the name of a secret, for example `password: {{secret: softphone-{number}}}`.");
        }

        return
        [
            new DeclaredObject(PjsipType.Auth, $"auth{number}", parts.Auth, extension.Place),
            new DeclaredObject(PjsipType.Aor, number, parts.Aor, extension.Place),
            new DeclaredObject(PjsipType.Endpoint, number, parts.Endpoint, extension.Place),
        ];
    }

    private static ExtensionParts Implied(DeclaredExtension extension) => new(
        [Option("username", extension.Number, extension.Place)],
        [],
        [Option("auth", $"auth{extension.Number}", extension.Place), Option("aors", extension.Number, extension.Place)]);

    private static ExtensionParts Said(DeclaredExtension extension) => new(
        extension.Password is { } password ? [password] : [],
        [],
        extension.Name is { } name ? [Option("callerid", $"\"{name.Text}\" <{extension.Number}>", name.Place)] : []);

    private static DeclaredOption Option(string name, string value, SourceLocation place) =>
        new(name, new DesiredValue.Text(value), IsList: false, place);
}
