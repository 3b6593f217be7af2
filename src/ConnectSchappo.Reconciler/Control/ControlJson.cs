using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Reporting;

namespace ConnectSchappo.Reconciler.Control;

/// <summary>How questions to the daemon and its answers are spelled.</summary>
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlReply))]
[JsonSerializable(typeof(ControlAnswer))]
internal sealed partial class ControlJson : JsonSerializerContext
{
    public static ControlJson OneLine { get; } = new(Spelling(indented: false));

    public static ControlJson Indented { get; } = new(Spelling(indented: true));

    private static JsonSerializerOptions Spelling(bool indented)
    {
        var spelling = ReportJson.Options(indented);
        spelling.Converters.Add(new WireName<ControlWord>());
        return spelling;
    }
}
