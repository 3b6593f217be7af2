using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Reports;

/// <summary>
/// Problems for programs: <c>{"valid": false, "problems": [{"code", "severity", "file", "line", "column", "message", "hint"}]}</c>,
/// where warnings alone leave it valid.
/// </summary>
public static class ProblemJson
{
    private static readonly JsonWriterOptions Indented =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Write(EquatableArray<Problem> problems) => Written(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("valid", !problems.Any(p => p.Severity is Severity.Error));
        json.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("code", problem.Code);
            json.WriteString("severity", SeverityWord.Of(problem.Severity));
            json.WriteString("file", problem.Place.File);
            json.WriteNumber("line", problem.Place.Line);
            json.WriteNumber("column", problem.Place.Column);
            json.WriteString("message", problem.Message.In(Language.English));
            json.WriteString("hint", problem.Hint.In(Language.English));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    internal static string Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }
}
