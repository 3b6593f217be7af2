using System.Text.Json;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Reports;

/// <summary>Problems for code scanning: SARIF 2.1.0, with a rule for every kind there is.</summary>
public static class ProblemSarif
{
    /// <param name="problems">What was found.</param>
    /// <param name="version">This program's version.</param>
    public static string Write(EquatableArray<Problem> problems, string version) => ProblemJson.Written(json =>
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        Tool(json, version);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var problem in problems)
        {
            Result(json, problem);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Tool(Utf8JsonWriter json, string version)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "reconciler");
        json.WriteString("version", version);
        json.WriteStartArray("rules");
        foreach (var kind in ProblemKinds.All)
        {
            json.WriteStartObject();
            json.WriteString("id", kind.Code);
            Text(json, "shortDescription", kind.Title);
            Text(json, "help", kind.Hint);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", SeverityWord.Of(kind.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter json, Problem problem)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", problem.Code);
        json.WriteString("level", SeverityWord.Of(problem.Severity));
        Text(json, "message", problem.Message.Then(problem.Hint));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', problem.Place.File.Split('/').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", problem.Place.Line);
        json.WriteNumber("startColumn", problem.Place.Column);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, Message text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text.In(Language.English));
        json.WriteEndObject();
    }
}
