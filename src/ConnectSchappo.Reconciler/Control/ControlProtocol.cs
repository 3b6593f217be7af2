using System.Text.Json;

namespace ConnectSchappo.Reconciler.Control;

/// <summary>How questions and answers are spelled: a line of JSON each way, then the connection ends.</summary>
internal static class ControlProtocol
{
    public const int Version = 1;

    /// <summary>The most bytes of a question.</summary>
    public const int LongestRequest = 16 * 1024;

    public static string Write(ControlRequest request) => JsonSerializer.Serialize(request, ControlJson.OneLine.ControlRequest);

    public static string Write(ControlReply reply) => JsonSerializer.Serialize(reply, ControlJson.OneLine.ControlReply);

    /// <summary>An answer for a person's eyes, or a script's.</summary>
    public static string Write(ControlAnswer answer) => JsonSerializer.Serialize(answer, ControlJson.Indented.ControlAnswer) + "\n";

    /// <exception cref="JsonException">It is no question.</exception>
    public static ControlRequest ReadRequest(string line) => Known(JsonSerializer.Deserialize(line, ControlJson.OneLine.ControlRequest));

    /// <exception cref="JsonException">It is no answer.</exception>
    public static ControlReply ReadReply(string line) => Known(JsonSerializer.Deserialize(line, ControlJson.OneLine.ControlReply));

    private static T Known<T>(T? read)
        where T : class => read ?? throw new JsonException("It is null.");
}
