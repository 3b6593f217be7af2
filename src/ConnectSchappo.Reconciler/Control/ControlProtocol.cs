using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Reporting;

namespace ConnectSchappo.Reconciler.Control;

/// <summary>How questions and answers are spelled: a line of JSON each way, then the connection ends.</summary>
internal static class ControlProtocol
{
    public const int Version = 1;

    /// <summary>The most bytes of a question.</summary>
    public const int LongestRequest = 16 * 1024;

    private static readonly JsonSerializerOptions Line = Options(indented: false);
    private static readonly JsonSerializerOptions Pretty = Options(indented: true);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Line);

    /// <summary>The same for a person's eyes, or a script's.</summary>
    public static string WritePretty<T>(T value) => JsonSerializer.Serialize(value, Pretty);

    /// <exception cref="JsonException">It is no such thing.</exception>
    public static T Read<T>(string line) => JsonSerializer.Deserialize<T>(line, Line) ?? throw new JsonException("It is null.");

    private static JsonSerializerOptions Options(bool indented) => new(JsonSerializerDefaults.Web)
    {
        WriteIndented = indented,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        Converters = { new JsonStringEnumConverter<ConditionType>(), new EnglishMessage(), WireName.Converter },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
