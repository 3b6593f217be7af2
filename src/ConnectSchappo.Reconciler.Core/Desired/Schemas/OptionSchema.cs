using System.Text.Json.Nodes;
using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Desired.Schemas;

/// <summary>The schema of Asterisk's options, from the catalogue.</summary>
internal static class OptionSchema
{
    public static JsonObject Section(OptionSection section) =>
        Shape.Object([.. section.Options.Values.Select(o => (o.Name, Shape.Described(Description(section, o), Value(o))))]);

    /// <summary>Codecs in one text with commas, or as a list.</summary>
    public static JsonObject Codecs(IEnumerable<string> names)
    {
        var one = $"!?(all|{string.Join('|', names)})(:[0-9]+)?";
        return Shape.Any(Shape.Pattern($"^{one}( *, *{one})*$"), Shape.List(Shape.Pattern($"^{one}( *, *{one})*$")));
    }

    /// <summary>Facts in a few words; the sentences are in Asterisk's own documentation.</summary>
    private static string Description(OptionSection section, Option option)
    {
        var file = section.Path.Split('/');
        var type = option.Type switch
        {
            OptionType.YesNo => "yes or no",
            OptionType.Integer => "whole number",
            OptionType.Decimal => "number",
            OptionType.Word => string.Join(" | ", option.Words),
            OptionType.Words => string.Join(", ", option.Words),
            OptionType.Codecs => "codecs",
            OptionType.Ignored => "not read by Asterisk",
            _ => option.IsSecret ? "secret" : "text",
        };
        return $"{file[0]} {file[1]}: {type}" + (option.Default is { Length: > 0 } standard ? $"; default {standard}" : "");
    }

    private static JsonObject Value(Option option) => option.Type switch
    {
        _ when option.IsSecret => Shape.Ref("secret"),
        OptionType.YesNo => Shape.Ref("yesno"),
        OptionType.Integer => Shape.Number(option.Least, option.Most),
        OptionType.Decimal => new JsonObject
        {
            ["type"] = new JsonArray("number", "string"), ["minimum"] = 0, ["pattern"] = "^([0-9]+\\.?[0-9]*|\\.[0-9]+)$",
        },
        OptionType.Word when option.Words.Contains("yes") && option.Words.Contains("no") =>
            Shape.Any(Shape.Words(option.Words), Shape.Ref("yesno")),
        // An unquoted `no` is text to YAML 1.2, which editors follow, and false to 1.1.
        OptionType.Word => Shape.Words(option.Words),
        OptionType.Words => Several(option.Words),
        OptionType.Codecs => Shape.Ref("codecs"),
        OptionType.Ignored => Shape.Ref("text"),
        _ => Shape.Ref(option.RefersTo is not null ? "names" : "value"),
    };

    private static JsonObject Several(IEnumerable<string> words)
    {
        var one = $"({string.Join('|', words)})";
        return Shape.Any(Shape.Words(words), Shape.Pattern($"^{one}( *, *{one})*$"), Shape.List(Shape.Pattern($"^{one}( *, *{one})*$")));
    }
}
