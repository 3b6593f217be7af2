using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Schemas;

/// <summary>
/// Writes the JSON schema of desired-state.yaml, for editors. The reader is the judge; a corpus of documents goes through both, and where
/// the schema can express a rule they agree.
/// </summary>
internal static class SchemaWriter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private static AsteriskCatalogue Catalogue => AsteriskCatalogue.Of(DesiredStateReader.Series);

    public static string Write()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "desired-state.yaml",
            ["description"] = "How Asterisk boxes should be.",
        };
        foreach (var (key, value) in Shape.Object(
            [
                ("apiVersion", Shape.Described("The version of this language.", new JsonObject { ["const"] = "reconciler/v1" })),
                ("boxes", Shape.Described("The boxes, by name.", Shape.Map("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$", Shape.Ref("box")))),
                ("groups", Shape.Described("Sections for the boxes that match, in order; then the box's own.", Shape.Map(null, Shape.Ref("group")))),
                ("profiles", Shape.Described("What extensions may name, beside the built-in `webrtc` and `phone`.", Shape.Map(null, Shape.Ref("profile")))),
                .. Sections(),
            ],
            "apiVersion",
            "boxes").ToList())
        {
            schema[key] = value?.DeepClone();
        }

        schema["$defs"] = Definitions();
        return schema.ToJsonString(Indented) + "\n";
    }

    private static (string Key, JsonObject Value)[] Sections() =>
    [
        ("http", Shape.Described("Asterisk's http.conf [general].", Shape.Ref("http"))),
        ("rtp", Shape.Described("Asterisk's rtp.conf [general]: the sound of calls.", Shape.Ref("rtp"))),
        ("modules", Shape.Described("Asterisk's modules.conf.", Shape.Object(("preload", Shape.Described("Modules to preload, in order.", Shape.List(Shape.Pattern("^[A-Za-z0-9_.-]*\\.so$"))))))),
        ("extensions", Shape.Described("The short way: a profile makes an auth, an AOR and an endpoint.", Shape.Map(Shape.ObjectName, Shape.Ref("extension")))),
        ("pjsip", Shape.Described("The long way: PJSIP objects by type and name.", Shape.Ref("pjsip"))),
        ("sip", Shape.Described("chan_sip, what is left of it.", Shape.Object(
            ("general", Shape.Described("Asterisk's sip.conf [general].", Shape.Ref("sip"))),
            ("absent", Shape.Described("Peers that chan_sip must not have. Every PJSIP endpoint is one anyway.", Shape.List(Shape.Named())))))),
        ("fail2ban", Shape.Object(("ignoreip", Shape.Described("Addresses and networks that are never banned.", Shape.List(Shape.Pattern(Shape.Network)))))),
        ("policy", Shape.Described("How far the reconciler may go.", Shape.Ref("policy"))),
    ];

    private static JsonObject Definitions()
    {
        var definitions = new JsonObject
        {
            ["text"] = Shape.Text("^(?![ \\t>])[^\\u0000-\\u0008\\u000A-\\u001F\\u007F-\\u0084\\u0086-\\u009F]*(?<![ \\t])$"),
            ["yesno"] = new JsonObject
            {
                ["anyOf"] = new JsonArray(
                    new JsonObject { ["enum"] = new JsonArray("yes", "no") },
                    new JsonObject { ["type"] = "boolean" },
                    new JsonObject { ["enum"] = new JsonArray(0, 1) },
                    Shape.Pattern("^([Yy][Ee][Ss]|[Tt][Rr][Uu][Ee]|[Yy]|[Tt]|1|[Oo][Nn]|[Nn][Oo]|[Ff][Aa][Ll][Ss][Ee]|[Nn]|[Ff]|0|[Oo][Ff][Ff])$")),
            },
            ["secret"] = Shape.Described("A secret, by its name.", Shape.Object([("secret", Shape.Pattern("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"))], "secret")),
            ["names"] = Shape.Any(Shape.Ref("text"), Shape.List(Shape.Ref("text"))),
            ["value"] = Shape.Any(Shape.Ref("text"), Shape.List(Shape.Ref("text")), Shape.Ref("secret")),
            ["codecs"] = OptionSchema.Codecs(Catalogue.Codecs),
            ["box"] = Shape.Object(
                [
                    ("address", Shape.Described("A host name or an IP address.", Shape.Pattern("^[A-Za-z0-9_.:-]+$"))),
                    ("port", Shape.Described("The port of its sshd. Default: 22.", Shape.Number(1, 65535))),
                    ("user", Shape.Described("The account on the box; it may use sudo without a password.", Shape.Pattern("^[A-Za-z_][A-Za-z0-9._-]{0,31}$"))),
                    ("hostKey", Shape.Described("Its host key as `ssh-keygen -lf` prints it; without it, the known_hosts file decides.", Shape.Pattern("^SHA256:[A-Za-z0-9+/]{43}$"))),
                    ("labels", Shape.Described("What groups match.", Shape.Map(null, Shape.Ref("text")))),
                    .. Sections(),
                ],
                "address",
                "user"),
            ["group"] = Shape.Object([("match", Shape.Described("The labels that a box must have, all of them.", Shape.With(Shape.Map(null, Shape.Ref("text")), "minProperties", 1))), .. Sections()], "match"),
            ["profile"] = Shape.Object([("extends", Shape.Described("The profile that it starts from.", Shape.Ref("text"))), .. Parts()]),
            ["extension"] = Shape.Object(
            [
                ("profile", Shape.Described("`webrtc`, `phone` or one of your own.", Shape.Ref("text"))),
                ("name", Shape.Described("The name that others see.", Shape.Text("^(?![ \\t])[^\\u0000-\\u001F\\u007F\"\\\\<>]*(?<![ \\t])$"))),
                ("password", Shape.Ref("secret")),
                .. Parts(),
            ]),
            ["policy"] = PolicySchema.Write(),
            ["pjsip"] = Shape.Object([.. Enum.GetValues<PjsipType>().Select(t => (t.Key(), t.IsSingle() ? Shape.Ref(t.TypeName()) : Shape.Map(Shape.ObjectName, Shape.Ref(t.TypeName()))))]),
            ["http"] = OptionSchema.Section(Catalogue.Http),
            ["rtp"] = OptionSchema.Section(Catalogue.Rtp),
            ["sip"] = OptionSchema.Section(Catalogue.SipGeneral),
        };
        foreach (var type in Enum.GetValues<PjsipType>())
        {
            definitions[type.TypeName()] = OptionSchema.Section(Catalogue[type]);
        }

        return definitions;
    }

    private static (string Key, JsonObject Value)[] Parts() =>
    [
        ("auth", Shape.Described("Options of the auth.", Shape.Ref("auth"))),
        ("aor", Shape.Described("Options of the AOR.", Shape.Ref("aor"))),
        ("endpoint", Shape.Described("Options of the endpoint.", Shape.Ref("endpoint"))),
    ];
}
