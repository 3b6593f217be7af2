using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary>
/// The settings of sound, by the name of rtp.conf's option: <c>rtp show settings</c> prints a line <c>Label: value</c> for some of them,
/// and the others are not in it.
/// </summary>
public sealed class RtpSettingsQuestion : PrintedQuestion<ImmutableDictionary<string, string>>
{
    private const string Command = "rtp show settings";
    private const string Title = "General Settings:";

    private RtpSettingsQuestion()
        : base(Command)
    {
    }

    public static RtpSettingsQuestion Instance { get; } = new();

    public override Message What { get; } = $"the RTP settings in memory";

    internal override bool IsNeeded(DesiredBox box) => !box.Rtp.IsEmpty;

    internal override IEnumerable<string> Commands(DesiredBox box) => IsNeeded(box) ? base.Commands(box) : [];

    /// <summary>Reads what <c>rtp show settings</c> prints.</summary>
    /// <param name="rtp">The options, with the labels that stand before their values.</param>
    /// <param name="lines">What was printed.</param>
    /// <returns>Values by option; unknown where the module that prints them is not loaded.</returns>
    internal static Fact<ImmutableDictionary<string, string>> Read(OptionSection rtp, IReadOnlyList<string> lines)
    {
        if (!lines.Any(l => l.Trim() == Title))
        {
            return Fact.Unknown<ImmutableDictionary<string, string>>($"no answer to {Command}: res_rtp_asterisk.so is not loaded");
        }

        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.Split(':', 2) is [var label, var value] && rtp.Labelled(label.Trim()) is { } option)
            {
                // A unit or a remark follows some values: 4 frames, 0.0.0.0:3478 (lookup failed).
                var first = value.Trim().Split(' ')[0];
                values[option.Name] = values.TryGetValue(option.Name, out var before) ? $"{before} {first}" : first;
            }
        }

        return Fact.Known(values.ToImmutable());
    }

    private protected override Fact<ImmutableDictionary<string, string>> Read(AsteriskCatalogue catalogue, IReadOnlyList<string> lines) =>
        Read(catalogue.Rtp, lines);
}
