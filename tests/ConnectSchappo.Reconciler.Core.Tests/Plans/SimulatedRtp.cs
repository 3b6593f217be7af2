using System.Collections.Immutable;
using System.Globalization;
using ConnectSchappo.Reconciler.Core.Conf;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// What Asterisk 16.28 makes of rtp.conf at a reload, as <c>rtp show settings</c> shows it: the first [general] alone, the first value.
/// </summary>
internal static class SimulatedRtp
{
    public static ImmutableDictionary<string, string> Settings(ConfTree tree)
    {
        string Of(string option, string standard) => tree.Find("general")?.First(option)?.Value ?? standard;
        static string Shown(string value) => value is "yes" or "seqno" ? "Yes" : "No";
        var (start, end) = (int.Parse(Of("rtpstart", "5000"), CultureInfo.InvariantCulture),
            int.Parse(Of("rtpend", "31000"), CultureInfo.InvariantCulture));
        start += start % 2;
        var stun = Of("stunaddr", "0.0.0.0:0");
        var settings = ImmutableDictionary<string, string>.Empty
            .Add("rtpstart", (start < end ? start : 5000).ToString(CultureInfo.InvariantCulture))
            .Add("rtpend", (start < end ? end : 31000).ToString(CultureInfo.InvariantCulture))
            .Add("rtpchecksums", Shown(Of("rtpchecksums", "yes")))
            .Add("dtmftimeout", Of("dtmftimeout", "1200"))
            .Add("strictrtp", Shown(Of("strictrtp", "yes")))
            .Add("srtpreplayprotection", Shown(Of("srtpreplayprotection", "yes")))
            .Add("icesupport", Shown(Of("icesupport", "yes")))
            .Add("stunaddr", stun.Contains(':', StringComparison.Ordinal) ? stun : $"{stun}:3478");
        return settings["strictrtp"] == "Yes" ? settings.Add("probation", Of("probation", "4")) : settings;
    }
}
