using System.Globalization;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary>
/// The ports and servers of calls' sound. Of all that is refused here Asterisk makes something else, with a line in its log at most
/// (seen on 16.28, res/res_rtp_asterisk.c).
/// </summary>
internal static class RtpRules
{
    public static void Check(DesiredBox box, ProblemList problems)
    {
        Ports(Options.Find(box.Rtp, "rtpstart"), Options.Find(box.Rtp, "rtpend"), problems);

        // The STUN client knows IPv4 alone: "Bad address cast to IPv4", and no STUN at all.
        if (Options.Find(box.Rtp, "stunaddr") is { } stun && Text(stun) is { } text && (text.StartsWith('[') || text.Count(c => c == ':') > 1))
        {
            problems.Add(ProblemKinds.BadAddress, stun.Place, $"`stunaddr` cannot be `{Shown.Text(text)}`: Asterisk asks STUN servers over IPv4 alone.", "Name a host or an IPv4 address, as in `stun.example.org:3478`.");
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
            problems.Add(ProblemKinds.RtpPorts, stated.Place, $"`{stated.Name}` without `{other}`: where the two do not fit, Asterisk takes ports 5000 to 31000 instead.");
        }
        else if (Number(start) is { } from && Number(end) is { } to)
        {
            if (from >= to)
            {
                problems.Add(ProblemKinds.RtpPorts, start.Place, $"`rtpstart` {from} is not below `rtpend` {to}: Asterisk takes ports 5000 to 31000 instead.");
            }
            else if (from % 2 != 0)
            {
                problems.Add(ProblemKinds.RtpPorts, start.Place, $"`rtpstart` {from} is odd: Asterisk takes {from + 1} instead.");
            }
        }
    }

    private static int? Number(DesiredOption option) =>
        int.TryParse(Text(option), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Text(DesiredOption option) => (option.Value as DesiredValue.Text)?.Value;
}
