using System.Globalization;
using System.Runtime.InteropServices;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>What users type for a server.</summary>
/// <param name="Host">A name, or an address of IPv4 or IPv6.</param>
/// <param name="Port">Null where none was given.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ServerAddress(string Host, int? Port)
{
    /// <summary>Reads <c>pbx.example</c>, <c>pbx.example:443</c>, <c>2001:db8::1</c> or <c>[2001:db8::1]:443</c>.</summary>
    /// <returns>Null where it is none.</returns>
    public static ServerAddress? Read(string text)
    {
        var close = text.LastIndexOf(']');
        var colon = text.LastIndexOf(':');
        var hasPort = close >= 0 ? colon == close + 1 : colon >= 0 && text.IndexOf(':', StringComparison.Ordinal) == colon;
        var host = (hasPort ? text[..colon] : text).Trim('[', ']');
        int? port = !hasPort ? null
            : ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read > 0 ? read
            : -1;
        return port != -1 && Uri.CheckHostName(host) is not UriHostNameType.Unknown ? new(host, port) : null;
    }
}
