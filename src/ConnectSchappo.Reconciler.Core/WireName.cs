using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectSchappo.Reconciler.Core;

/// <summary>
/// How a value of a closed list is written for machines, in labels of metrics, fields of the log and JSON alike: in lower case, with
/// <c>_</c> between words, as in <c>rolled_back</c>.
/// </summary>
public static class WireName
{
    private static readonly JsonNamingPolicy Policy = JsonNamingPolicy.SnakeCaseLower;

    /// <summary>Writes and reads every enumeration so in JSON; a number is none of its values.</summary>
    public static JsonConverter Converter { get; } = new JsonStringEnumConverter(Policy, allowIntegerValues: false);

    public static string Of<T>(T value)
        where T : struct, Enum => OfName(value.ToString());

    /// <param name="name">A name as code has it, as in <c>RolledBack</c>.</param>
    public static string OfName(string name) => Policy.ConvertName(name);
}
