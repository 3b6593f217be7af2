namespace ConnectSchappo.Reconciler.Core.Desired.Values;

/// <summary>Options that take addresses, or names of hosts, or networks, with commas between them.</summary>
internal static class AddressOptions
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "bind", "bindaddr", "tlsbindaddr", "sslbindaddr", "udpbindaddr", "tcpbindaddr", "rtpbindaddr", "local_net", "localnet", "match", "permit", "deny",
        "contact_permit", "contact_deny", "media_address", "external_media_address", "external_signaling_address", "externaddr", "externhost",
        "stunaddr", "turnaddr", "ice_permit", "ice_deny", "stun_permit", "stun_deny",
    };

    /// <summary>What looks like an IPv4 address in a value and is none in its usual spelling; null where all is well.</summary>
    public static string? LookAlike(string option, string value)
    {
        if (!Names.Contains(option))
        {
            return null;
        }

        foreach (var item in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var address = item.TrimStart('!').Split('/')[0];
            var colon = address.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0 && colon == address.LastIndexOf(':'))
            {
                address = address[..colon];
            }

            if (address.Length > 0 && address.All(c => char.IsAsciiDigit(c) || c is '.') && NetworkText.Address(address) is null)
            {
                return address;
            }
        }

        return null;
    }
}
