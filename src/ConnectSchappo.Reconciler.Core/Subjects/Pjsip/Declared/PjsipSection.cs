using System.Text.Json.Nodes;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Schemas;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary><c>pjsip</c> of a desired state, and <c>extensions</c> and <c>profiles</c>, the short way to its objects.</summary>
internal sealed class PjsipSection : Section
{
    private const string Extensions = "extensions";

    private const string Profiles = "profiles";

    public override string Name => "pjsip";

    internal override EquatableArray<string> KeysAtTop => [Profiles];

    internal override DesiredSection Silent => new DesiredPjsip();

    internal override IEnumerable<(string Key, JsonObject Shape)> Schema =>
    [
        (Extensions, Shape.Described(
            "The short way: a profile makes an auth, an AOR and an endpoint.", Shape.Map(Shape.ObjectName, Shape.Ref("extension")))),
        (Name, Shape.Described("The long way: PJSIP objects by type and name.", Shape.Ref("pjsip"))),
    ];

    internal override IEnumerable<(string Key, JsonObject Shape)> SchemaAtTop =>
    [
        (Profiles, Shape.Described(
            "What extensions may name, beside the built-in `webrtc` and `phone`.", Shape.Map(null, Shape.Ref("profile")))),
    ];

    internal override DeclaredSection? Read(Level level)
    {
        var extensions = new ExtensionsReader(level.Problems, level.Catalogue, level.Options);
        var profiles = level.IsTop
            ? new ProfileTable(
                level.Map.Place.File, level.Map.Take(Profiles) is { } stated ? extensions.Profiles(stated) : [], level.Problems)
            : null;
        var shorts = level.Map.Take(Extensions);
        var objects = level.Map.Take(Name);
        return profiles is null && shorts is null && objects is null ? null : new DeclaredPjsip(
            profiles,
            shorts is null ? [] : extensions.Extensions(shorts),
            objects is null ? [] : new PjsipReader(level.Problems, level.Catalogue, level.Options).Read(objects));
    }

    /// <summary>Whoever is an endpoint of PJSIP's is none of chan_sip's.</summary>
    internal override DesiredBox Complete(DesiredBox box) => box.With(box.Of<DesiredChanSip>()
        .Without(box.Pjsip.Where(o => o.Type is PjsipType.Endpoint).Select(o => (o.Name, o.Place))));

    internal override void Check(DesiredBox box, ProblemList problems)
    {
        ReferenceRules.Check(box, problems);
        NeededOptions.Check(box, problems);
        PjsipRules.Check(box, problems);
        ProbeRules.Check(box, problems);
    }

    internal override IEnumerable<(string Name, JsonObject Shape)> Definitions(AsteriskCatalogue catalogue)
    {
        var types = Enum.GetValues<PjsipType>();
        (string Key, JsonObject Value)[] Parts() =>
        [
            ("auth", Shape.Described("Options of the auth.", Shape.Ref("auth"))),
            ("aor", Shape.Described("Options of the AOR.", Shape.Ref("aor"))),
            ("endpoint", Shape.Described("Options of the endpoint.", Shape.Ref("endpoint"))),
        ];
        return
        [
            ("profile", Shape.Object([("extends", Shape.Described("The profile that it starts from.", Shape.Ref("text"))), .. Parts()])),
            ("extension", Shape.Object(
            [
                ("profile", Shape.Described("`webrtc`, `phone` or one of your own.", Shape.Ref("text"))),
                ("name", Shape.Described(
                    "The name that others see.", Shape.Text("^(?![ \\t])[^\\u0000-\\u001F\\u007F\"\\\\<>]*(?<![ \\t])$"))),
                ("password", Shape.Ref("secret")),
                .. Parts(),
            ])),
            ("pjsip", Shape.Object([.. types.Select(t => (t.Key(), Objects(t)))])),
            .. types.Select(t => (t.TypeName(), OptionSchema.Section(catalogue[t]))),
        ];
    }

    private static JsonObject Objects(PjsipType type) =>
        type.IsSingle() ? Shape.Ref(type.TypeName()) : Shape.Map(Shape.ObjectName, Shape.Ref(type.TypeName()));
}
