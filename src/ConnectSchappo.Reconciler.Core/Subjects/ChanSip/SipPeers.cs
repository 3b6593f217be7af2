using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.ChanSip;

/// <summary>
/// The peers of sip.conf: sections of type peer, friend or user. All others hold settings, or are passed over with a warning. Of several
/// types the first counts, an inherited one before the section's own. Source: Asterisk 16.28, channels/chan_sip.c, reload_config.
/// </summary>
internal static class SipPeers
{
    private static readonly string[] Types = ["peer", "friend", "user"];

    /// <summary>The peers of that name, in the order of reading.</summary>
    public static IEnumerable<ConfSection> Named(SectionIndex sections, string name) =>
        sections.Named(name).Where(s => Is(s.First("type")));

    /// <summary>Whether an entry of the key type makes its section a peer.</summary>
    public static bool Is(ConfEntry? type) => type is not null && Types.Contains(type.Value.Trim(), StringComparer.OrdinalIgnoreCase);
}
