using System.Text.Json.Nodes;
using ConnectSchappo.Reconciler.Core.Desired.Schemas;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Schemas;

/// <summary>The schema of <c>policy</c>.</summary>
internal static class PolicySchema
{
    private const string Days = "([Mm][Oo][Nn]|[Tt][Uu][Ee]|[Ww][Ee][Dd]|[Tt][Hh][Uu]|[Ff][Rr][Ii]|[Ss][Aa][Tt]|[Ss][Uu][Nn])";

    private const string Hours = "(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)";

    private const string Zone = "(UTC|[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*)+)";

    private const string Duration = "^(?=[0-9])([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$";

    public static JsonObject Write() => Shape.Object(
        ("mode", Shape.Described("enforce: repair; observe: only tell. Or by part of the box.", Shape.Any(Mode(), Shape.Object(
            [("default", Mode()), .. KnownSubjects.Sections.Select(k => (k.Name, Mode()))])))),
        ("restart", Shape.Described("When Asterisk may be restarted.", Shape.Object(
            ("when", Shape.Described(
                "idle: when no call is up; now: at once, cutting calls; never: only by hand. Default: idle.",
                Shape.Words("idle", "now", "never"))),
            ("maxWait", Shape.Described(
                "How long a restart waits for calls to end before it is an alert. Default: 2h.", Shape.Pattern(Duration))),
            ("window", Shape.Described(
                "The hours in which it may be made, as `Mon-Sun 01:00-05:00 America/Sao_Paulo`.",
                Shape.Pattern($"^ *{Days}(-{Days})?(,{Days}(-{Days})?)* +{Hours}-{Hours} +{Zone} *$")))))),
        ("removals", Shape.Object(("max", Shape.Described(
            "The most objects that one commit may remove without a person's word. Default: 5.", Shape.Number(0, 100_000))))),
        ("confirm", Shape.Described(
            "Who confirms a change once it is made and proved; unconfirmed, the box undoes it by itself.",
            Shape.Object(
                ("mode", Shape.Described(
                    "auto: the proof does; manual: a person does, by `reconciler confirm`. Default: auto.", Shape.Words("auto", "manual"))),
                ("within", Shape.Described(
                    "How long the box waits before it undoes a change that nobody confirmed. Default: 10m.", Shape.Pattern(Duration))),
                ("register", Shape.Described(
                    "The softphone as which every change is proved: it registers over the WebSocket and takes that back. "
                        + "An extension that nobody else uses. Default: nobody registers.", Shape.Named()))))),
        ("ignore", Shape.Described(
            "Fields whose difference is left alone: they are shown, and neither count nor are repaired.", Shape.List(Shape.Object(
            [
                ("resource", Shape.Described(
                    "endpoint/250, aor/*, http, rtp, sip and the like; * stands for any characters.", Shape.Text("\\S"))),
                ("field", Shape.Described(
                    "The option's name; * stands for any characters. Never a secret, nor what decides who may call in.",
                    Shape.Text("\\S"))),
                ("reason", Shape.Described("Who decides it, or why it may differ: a plan shows it.", Shape.Text("\\S"))),
            ],
            "resource", "field", "reason")))),
        ("adopt", Shape.Described("Whether hand-made objects of the same name are taken over. Default: no.", Shape.Ref("yesno"))),
        ("service", Shape.Described(
            "ensure: start Asterisk or fail2ban where somebody stopped them. Default: observe.", Shape.Words("observe", "ensure"))));

    private static JsonObject Mode() => Shape.Words("enforce", "observe");
}
