using System.Net;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary>
/// A line of rtp.conf's [ice_host_candidates]: what ICE offers to clients in place of an address that the box has, where it stands behind
/// 1:1 NAT.
/// </summary>
/// <remarks>
/// Source: Asterisk 16.28 res/res_rtp_asterisk.c, rtp_reload: it reads the first such section alone; a line whose two addresses are no
/// addresses is a warning in the log, and nothing else.
/// </remarks>
/// <param name="Local">The address that the box has.</param>
/// <param name="Offered">The address that is offered in its place.</param>
/// <param name="OffersBoth">Whether the box's own is offered too.</param>
public sealed record IceHostCandidate(IPAddress Local, IPAddress Offered, bool OffersBoth)
{
    /// <summary>The section of rtp.conf.</summary>
    public const string Section = "ice_host_candidates";

    /// <summary>What stands behind the offered address where the box's own is offered too.</summary>
    public const string Both = "include_local_address";

    /// <summary>The value of its line.</summary>
    public string Value => OffersBoth ? $"{Offered},{Both}" : $"{Offered}";

    public override string ToString() => $"{Local} => {Value}";

    /// <summary>Reads a line of a file of Asterisk's, or of a desired state.</summary>
    /// <returns>Null where it is none.</returns>
    public static IceHostCandidate? Read(string local, string value) =>
        value.Split(',', 2, StringSplitOptions.TrimEntries) is { } parts && Address(local) is { } from && Address(parts[0]) is { } to
        && from.AddressFamily == to.AddressFamily && (parts.Length == 1 || parts[1] == Both)
            ? new(from, to, parts.Length > 1)
            : null;

    // Of what .NET takes for an address too, such as 10.1, Asterisk makes another one or none.
    private static IPAddress? Address(string text) =>
        IPAddress.TryParse(text.Trim(), out var address)
        && (address.ToString() == text.Trim() || text.Contains(':', StringComparison.Ordinal)) ? address : null;
}
