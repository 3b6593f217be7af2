using System.Text.Json.Serialization;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>How entries of the history are spelled in its file.</summary>
[JsonSerializable(typeof(HistoryEntry))]
internal sealed partial class HistoryJson : JsonSerializerContext
{
    public static HistoryJson OneLine { get; } = new(ReportJson.Options(indented: false));
}
