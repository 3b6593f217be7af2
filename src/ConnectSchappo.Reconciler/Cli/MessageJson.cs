using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>A message in JSON: its text in English, whatever this process speaks, since programs read it.</summary>
internal sealed class MessageJson : JsonConverter<Message>
{
    public override Message Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A message is written, and never read back.");

    public override void Write(Utf8JsonWriter writer, Message value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.In(Language.English));
}
