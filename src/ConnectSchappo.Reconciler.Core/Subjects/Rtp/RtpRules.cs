using System.Globalization;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary>
/// The ports and servers of RTP media. Of all that is refused here Asterisk makes something else, with a line in its log at most
/// (seen on 16.28, res/res_rtp_asterisk.c).
/// </summary>
internal static class RtpRules
{
    public static void Check(DesiredBox box, ProblemList problems)
    {
        Ports(Options.Find(box.Rtp, "rtpstart"), Options.Find(box.Rtp, "rtpend"), problems);

        // The STUN client knows IPv4 alone: "Bad address cast to IPv4", and no STUN at all.
        if (Options.Find(box.Rtp, "stunaddr") is { } stun && Text(stun) is { } text
            && (text.StartsWith('[') || text.Count(c => c == ':') > 1))
        {
            problems.Add(
                ProblemKinds.BadAddress, stun.Place,
                $"`stunaddr` cannot be `{Shown.Text(text)}`: Asterisk reaches STUN servers over IPv4 only.",
                $"Write a host name or an IPv4 address, for example `stun.example.org:3478`.");
        }
    }

    private static void Ports(DesiredOption? start, DesiredOption? end, ProblemList problems)
    {
        if ((start ?? end) is not { } stated)
        {
            return;
        }

        if (start is null || end is null)
        {
            var other = start is null ? "rtpstart" : "rtpend";
            problems.Add(
                ProblemKinds.RtpPorts, stated.Place,
                $"`{stated.Name}` is set without `{other}`. If the two do not fit, Asterisk uses the ports 5000 to 31000.");
        }
        else if (Number(start) is { } from && Number(end) is { } to)
        {
            if (from >= to)
            {
                problems.Add(
                    ProblemKinds.RtpPorts, start.Place,
                    $"`rtpstart` {from} is not below `rtpend` {to}, so Asterisk uses the ports 5000 to 31000.");
            }
            else if (from % 2 != 0)
            {
                problems.Add(
                    ProblemKinds.RtpPorts, start.Place, $"`rtpstart` {from} is odd, so Asterisk uses {from + 1}.",
                    $"Write an even port, for example `rtpstart: {from + 1}`.");
            }
        }
    }

    private static int? Number(DesiredOption option) =>
        int.TryParse(Text(option), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Text(DesiredOption option) => (option.Value as DesiredValue.Text)?.Value;
}
