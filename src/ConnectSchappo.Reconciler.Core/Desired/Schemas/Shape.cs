using System.Text.Json.Nodes;

namespace ConnectSchappo.Reconciler.Core.Desired.Schemas;

/// <summary>The few forms that the schema is made of.</summary>
internal static class Shape
{
    /// <summary>What can name a PJSIP object: printable ASCII but for what ends or parts something in Asterisk's files.</summary>
    public const string ObjectName =
        "^(?!([Gg][Ee][Nn][Ee][Rr][Aa][Ll]|[Aa][Uu][Tt][Hh][Ee][Nn][Tt][Ii][Cc][Aa][Tt][Ii][Oo][Nn]|[Gg][Ll][Oo][Bb][Aa][Ll][Ss]?"
        + "|[Ss][Yy][Ss][Tt][Ee][Mm])$)[!#-'*+\\-./0-9:=?-Z^-~]{1,79}$";

    /// <summary>An address or a network no wider than /8 (IPv6: /16), in its usual spelling.</summary>
    public const string Network =
        "^((?!0\\.0\\.0\\.0$)((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\\.){3}"
        + "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(/([89]|[12][0-9]|3[0-2]))?"
        + "|(?!::$)[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(/(1[6-9]|[2-9][0-9]|1[01][0-9]|12[0-8]))?)$";

    public static JsonObject Ref(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    public static JsonObject Described(string description, JsonObject shape)
    {
        var described = new JsonObject { ["description"] = description };
        foreach (var (key, value) in shape.ToList())
        {
            described[key] = value?.DeepClone();
        }

        return described;
    }

    public static JsonObject With(JsonObject shape, string key, JsonNode value)
    {
        shape[key] = value;
        return shape;
    }

    public static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    /// <summary>A scalar: editors read 250 as a number and true as a truth value, and Asterisk reads text.</summary>
    public static JsonObject Text(string pattern) =>
        new() { ["type"] = new JsonArray("string", "number", "boolean"), ["pattern"] = pattern };

    public static JsonObject Named() => new() { ["type"] = new JsonArray("string", "number"), ["pattern"] = ObjectName };

    public static JsonObject Number(long? least, long? most)
    {
        var number = new JsonObject
        {
            ["type"] = new JsonArray("integer", "string"),
            ["pattern"] = least >= 0 ? "^(0|[1-9][0-9]*)$" : "^-?(0|[1-9][0-9]*)$",
        };
        if (least is { } minimum)
        {
            number["minimum"] = minimum;
        }

        if (most is { } maximum)
        {
            number["maximum"] = maximum;
        }

        return number;
    }

    public static JsonObject Words(params IEnumerable<string> words) =>
        new() { ["enum"] = new JsonArray([.. words.Select(w => JsonValue.Create(w))]) };

    public static JsonObject List(JsonObject item) => new() { ["type"] = "array", ["items"] = item };

    public static JsonObject Any(params JsonObject[] shapes) => new() { ["anyOf"] = new JsonArray([.. shapes]) };

    public static JsonObject Map(string? names, JsonObject value)
    {
        var map = new JsonObject { ["type"] = "object" };
        if (names is not null)
        {
            map["propertyNames"] = new JsonObject { ["pattern"] = names };
        }

        map["additionalProperties"] = value;
        return map;
    }

    public static JsonObject Object(params (string Key, JsonObject Value)[] properties) => Object(properties, []);

    public static JsonObject Object((string Key, JsonObject Value)[] properties, params string[] required)
    {
        var known = new JsonObject();
        foreach (var (key, value) in properties)
        {
            known[key] = value;
        }

        var shape = new JsonObject { ["type"] = "object", ["properties"] = known, ["additionalProperties"] = false };
        if (required.Length > 0)
        {
            shape["required"] = new JsonArray([.. required.Select(r => JsonValue.Create(r))]);
        }

        return shape;
    }
}
