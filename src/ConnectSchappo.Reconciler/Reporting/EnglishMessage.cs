using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>A message in JSON: its English text, which scripts and the log's readers share. What is read back stays as it is.</summary>
internal sealed class EnglishMessage : JsonConverter<Message>
{
    public override Message Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Message.Verbatim(reader.GetString() ?? throw new JsonException("It is no text."));

    public override void Write(Utf8JsonWriter writer, Message value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.In(Language.English));
}
