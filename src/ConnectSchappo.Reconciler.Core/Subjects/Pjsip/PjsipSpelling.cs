using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>What <see cref="OptionSpelling"/> cannot know, since it takes the rest of the object: a transport's default port.</summary>
internal static class PjsipSpelling
{
    /// <summary>
    /// Whether memory can be compared with a value: of a host name in <c>match</c> it shows the address, and of
    /// <c>direct_media_method</c> the value of <c>connected_line_method</c> (Asterisk 16.28).
    /// </summary>
    public static bool IsComparable(string option, string value) => option.ToLowerInvariant() switch
    {
        "match" => value.Split(',').All(Network.IsNetwork),
        "direct_media_method" => false,
        _ => true,
    };

    /// <summary>Whether Asterisk takes two values of an option of this object for the same.</summary>
    public static bool Same(PjsipObject item, string option, string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal) || Canonical(item, option, one) == Canonical(item, option, other);

    /// <summary>The one spelling of an option's value in this object.</summary>
    public static string Canonical(PjsipObject item, string option, string value) =>
        item.Type == PjsipType.Transport && option.Equals("bind", StringComparison.OrdinalIgnoreCase)
            ? WithPort(value.Trim(), item["protocol"]?.ToString())
            : OptionSpelling.Canonical(option, value);

    // 5060, and 5061 for TLS, is what Asterisk adds; a wss transport does not listen there, and shows it all the same.
    private static string WithPort(string bind, string? protocol)
    {
        var hasPort = bind.LastIndexOf(':') > bind.LastIndexOf(']') && (bind.Contains(']', StringComparison.Ordinal) || bind.Count(c => c == ':') == 1);
        return hasPort ? bind : $"{bind}:{("tls".Equals(protocol, StringComparison.OrdinalIgnoreCase) ? 5061 : 5060)}";
    }
}
