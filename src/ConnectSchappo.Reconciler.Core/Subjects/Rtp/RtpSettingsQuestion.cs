using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>
/// Reads what <c>rtp show settings</c> prints, a line <c>Label: value</c> for some of rtp.conf's options.
/// </summary>
public static class RtpSettingsText
{
    private const string Title = "General Settings:";

    /// <param name="rtp">The options, with the labels that stand before their values.</param>
    /// <param name="lines">What was printed.</param>
    /// <returns>Values by option; unknown where the module that prints them is not loaded.</returns>
    public static Fact<ImmutableDictionary<string, string>> Parse(OptionSection rtp, IReadOnlyList<string> lines)
    {
        if (!lines.Any(l => l.Trim() == Title))
        {
            return Fact.Unknown<ImmutableDictionary<string, string>>("no answer to rtp show settings: res_rtp_asterisk.so is not loaded");
        }

        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.Split(':', 2) is [var label, var value] && rtp.Labelled(label.Trim()) is { } option)
            {
                // A unit follows some numbers: 4 frames.
                values[option.Name] = option.Type is OptionType.Integer ? value.Trim().Split(' ')[0] : value.Trim();
            }
        }

        return Fact.Known(values.ToImmutable());
    }
}
