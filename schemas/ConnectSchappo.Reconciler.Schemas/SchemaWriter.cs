using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Schemas;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Schemas;

/// <summary>
/// Writes the JSON schema of desired-state.yaml, for editors. The reader is the judge; a corpus of documents goes through both, and where
/// the schema can express a rule they agree.
/// </summary>
internal static class SchemaWriter
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private static AsteriskCatalogue Catalogue => AsteriskCatalogue.Any;

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
                ("groups", Shape.Described(
                    "Sections for the boxes that match, in order; then the box's own.", Shape.Map(null, Shape.Ref("group")))),
                .. KnownSubjects.Sections.SelectMany(s => s.SchemaAtTop),
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
        ("asterisk", Shape.Described(
            "The series of Asterisk that the boxes run. Without it, what any of these versions accepts is accepted.",
            new JsonObject { ["enum"] = new JsonArray([.. AsteriskCatalogue.Series.SelectMany(s => new JsonNode[] { s, $"{s}" })]) })),
        .. KnownSubjects.Sections.SelectMany(s => s.Schema),
        ("policy", Shape.Described("How far the reconciler may go.", Shape.Ref("policy"))),
    ];

    private static (string Key, JsonObject Value)[] Host(string user) =>
    [
        ("address", Shape.Described("A host name or an IP address.", Shape.Pattern("^[A-Za-z0-9_.:-]+$"))),
        ("port", Shape.Described("The port of its sshd. Default: 22.", Shape.Number(1, 65535))),
        ("user", Shape.Described(user, Shape.Pattern("^[A-Za-z_][A-Za-z0-9._-]{0,31}$"))),
        ("hostKey", Shape.Described(
            "Its host key as `ssh-keygen -lf` prints it; without it, the known_hosts file decides.",
            Shape.Pattern("^SHA256:[A-Za-z0-9+/]{43}$"))),
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
                    Shape.Pattern(
                        "^([Yy][Ee][Ss]|[Tt][Rr][Uu][Ee]|[Yy]|[Tt]|1|[Oo][Nn]|[Nn][Oo]|[Ff][Aa][Ll][Ss][Ee]|[Nn]|[Ff]|0|[Oo][Ff][Ff])$")),
            },
            ["secret"] = Shape.Described(
                "A secret, by its name.", Shape.Object([("secret", Shape.Pattern("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"))], "secret")),
            ["names"] = Shape.Any(Shape.Ref("text"), Shape.List(Shape.Ref("text"))),
            ["value"] = Shape.Any(Shape.Ref("text"), Shape.List(Shape.Ref("text")), Shape.Ref("secret")),
            ["codecs"] = OptionSchema.Codecs(Catalogue.Codecs),
            ["box"] = Shape.Object(
                [
                    .. Host("The account on the box; it may use sudo without a password."),
                    ("jump", Shape.Described("The jump host through which it is reached.", Shape.Ref("jump"))),
                    ("labels", Shape.Described("What groups match.", Shape.Map(null, Shape.Ref("text")))),
                    .. Sections(),
                ],
                "address",
                "user"),
            ["jump"] = Shape.Object(
                [.. Host("The account on the jump host; it needs no shell and no sudo.")], "address", "user"),
            ["group"] = Shape.Object(
                [
                    ("match", Shape.Described(
                        "The labels that a box must have, all of them.",
                        Shape.With(Shape.Map(null, Shape.Ref("text")), "minProperties", 1))),
                    .. Sections(),
                ],
                "match"),
            ["policy"] = PolicySchema.Write(),
        };
        foreach (var (name, shape) in KnownSubjects.Sections.SelectMany(s => s.Definitions(Catalogue)))
        {
            definitions[name] = shape;
        }

        return definitions;
    }
}
