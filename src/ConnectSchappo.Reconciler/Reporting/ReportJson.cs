using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>How all that is reported is spelled in JSON.</summary>
internal static class ReportJson
{
    public static JsonSerializerOptions Options(bool indented) => new(JsonSerializerDefaults.Web)
    {
        WriteIndented = indented,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new EnglishMessage(), new JsonStringEnumConverter<ConditionType>(), new WireName<ConditionStatus>(),
            new WireName<HistoryEvent>(), new WireName<StepResult>(), new WireName<TransactionEvent>(), new WireName<Verdict>(),
        },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
