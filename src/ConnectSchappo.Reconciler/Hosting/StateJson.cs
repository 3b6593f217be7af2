using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>How the files of the state directory are spelled.</summary>
[JsonSerializable(typeof(BoxMemory))]
[JsonSerializable(typeof(SortedDictionary<string, BoxMemory>))]
[JsonSerializable(typeof(IReadOnlyList<Suspension>))]
internal sealed partial class StateJson : JsonSerializerContext
{
    public static StateJson Lenient { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true });

    /// <summary>Takes no entry that lacks something, or has nothing where something must be.</summary>
    public static StateJson Strict { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });
}
