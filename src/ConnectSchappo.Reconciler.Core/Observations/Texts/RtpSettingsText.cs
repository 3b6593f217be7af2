using System.Collections.Immutable;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>
/// Reads what <c>rtp show settings</c> prints, a line <c>Label: value</c> for some of rtp.conf's options. Seen on 16.28 and in its
/// res/res_rtp_asterisk.c: an odd rtpstart is shown rounded up; of strictrtp yes and seqno are both Yes, and with no there is no probation.
/// </summary>
public static class RtpSettingsText
{
    private const string Title = "General Settings:";

    private static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal)
    {
        ["Port start"] = "rtpstart",
        ["Port end"] = "rtpend",
        ["Checksums"] = "rtpchecksums",
        ["DTMF Timeout"] = "dtmftimeout",
        ["Strict RTP"] = "strictrtp",
        ["Probation"] = "probation",
        ["Replay Protect"] = "srtpreplayprotection",
        ["ICE support"] = "icesupport",
        ["STUN address"] = "stunaddr",
    };

    /// <returns>Values by option; unknown where the module that prints them is not loaded.</returns>
    public static Fact<ImmutableDictionary<string, string>> Parse(IReadOnlyList<string> lines)
    {
        if (!lines.Any(l => l.Trim() == Title))
        {
            return Fact.Unknown<ImmutableDictionary<string, string>>("no answer to rtp show settings: res_rtp_asterisk.so is not loaded");
        }

        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.Split(':', 2) is [var label, var value] && Options.TryGetValue(label.Trim(), out var option))
            {
                values[option] = option == "probation" ? value.Trim().Split(' ')[0] : value.Trim();
            }
        }

        return Fact.Known(values.ToImmutable());
    }
}
