namespace ConnectSchappo.Reconciler.Core.Desired.Values;

/// <summary>Addresses, or names of hosts, or networks, with commas between them.</summary>
internal static class AddressText
{
    /// <summary>What looks like an IPv4 address in a value and is none in its usual spelling; null where all is well.</summary>
    public static string? LookAlike(string value)
    {
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
