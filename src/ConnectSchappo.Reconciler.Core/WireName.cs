using System.Text.Json;

namespace ConnectSchappo.Reconciler.Core;

/// <summary>
/// How a value of a closed list is written for machines, in labels of metrics, fields of the log and JSON alike: in lower case, with
/// <c>_</c> between words, as in <c>rolled_back</c>.
/// </summary>
public static class WireName
{
    internal static JsonNamingPolicy Policy => JsonNamingPolicy.SnakeCaseLower;

    public static string Of<T>(T value)
        where T : struct, Enum => OfName(value.ToString());

    /// <param name="name">A name as code has it, as in <c>RolledBack</c>.</param>
    public static string OfName(string name) => Policy.ConvertName(name);
}
