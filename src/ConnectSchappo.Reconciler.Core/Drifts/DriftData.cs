using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// What was found, spelled as data: identities and values, and no words (<see cref="Message.Values"/>). Two of the same spelling are the
/// same, also where two versions of this program word them otherwise; where a value differs, the spelling does. It holds no secret.
/// </summary>
public static partial class DriftData
{
    /// <summary>What is wrong: the resource and the field, and what each layer that differs holds.</summary>
    public static string OfFault(Drift drift) => Spelled([drift.Id.Key], Of(drift.File), Of(drift.Memory), Of(drift.Client));

    /// <summary>The same, of whose it is, and with what is wanted.</summary>
    public static string Of(Drift drift) => Spelled([drift.Subject.Name, OfFault(drift)], Of(drift.Desired));

    /// <summary>What could not be seen: whose it is, and the values in what and why.</summary>
    public static string Of(UnknownFact fact) => Spelled([fact.Subject.Name], Of(fact.Text));

    private static string[]? Of(Message? layer) => layer is null ? null : [.. layer.Values];

    private static string Spelled(params string[]?[] parts) => JsonSerializer.Serialize(parts, Spelling.Default.StringArrayArray);

    [JsonSerializable(typeof(string[][]))]
    private sealed partial class Spelling : JsonSerializerContext;
}
