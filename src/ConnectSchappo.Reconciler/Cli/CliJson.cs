using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Diagnoses;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Probes;
using ConnectSchappo.Reconciler.Reporting;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>How what commands print is spelled.</summary>
[JsonSerializable(typeof(OutcomeShape.All), TypeInfoPropertyName = "Outcomes")]
[JsonSerializable(typeof(OutcomeShape.Plan))]
[JsonSerializable(typeof(OutcomeShape.Box), TypeInfoPropertyName = "BoxShape")]
[JsonSerializable(typeof(OutcomeShape.Step), TypeInfoPropertyName = "StepShape")]
[JsonSerializable(typeof(SavedPlan))]
[JsonSerializable(typeof(SoftphoneShape))]
[JsonSerializable(typeof(DoctorShape))]
[JsonSerializable(typeof(DoctorShape.Found), TypeInfoPropertyName = "DoctorFound")]
[JsonSerializable(typeof(InspectShape))]
[JsonSerializable(typeof(TraceShape))]
[JsonSerializable(typeof(ProbeShape))]
[JsonSerializable(typeof(ProbeShape.Check), TypeInfoPropertyName = "ProbeCheck")]
internal sealed partial class CliJson : JsonSerializerContext
{
    public static CliJson Lenient { get; } = new(Spelling());

    public static CliJson OneLine { get; } = new(new JsonSerializerOptions(Spelling()) { WriteIndented = false });

    /// <summary>Takes no plan that lacks something, or has nothing where something must be.</summary>
    public static CliJson Strict { get; } = new(new JsonSerializerOptions(Spelling())
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    });

    private static JsonSerializerOptions Spelling()
    {
        var spelling = ReportJson.Options(indented: true);
        spelling.Converters.Add(new WireName<CheckResult>());
        spelling.Converters.Add(new WireName<ClientCheckKind>());
        spelling.Converters.Add(new WireName<Disturbance>());
        spelling.Converters.Add(new WireName<DriftKind>());
        spelling.Converters.Add(new WireName<DriftNeed>());
        spelling.Converters.Add(new WireName<DriftOrigin>());
        spelling.Converters.Add(new WireName<Remediation>());
        spelling.Converters.Add(new WireName<Weight>());
        return spelling;
    }
}
