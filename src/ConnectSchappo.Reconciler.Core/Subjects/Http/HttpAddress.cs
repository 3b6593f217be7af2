using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Subjects.Http;

/// <summary>Addresses as http.conf gives them.</summary>
public static class HttpAddress
{
    /// <summary>
    /// What <c>tlsbindaddr</c> means: with the port that Asterisk takes where it names none; null where it is not set. Seen on Asterisk
    /// 16.28.
    /// </summary>
    public static string? OfTls(string? address)
    {
        var text = address?.Trim() ?? "";
        var hasPort = text.LastIndexOf(':') > text.LastIndexOf(']')
            && (text.Contains(']', StringComparison.Ordinal) || text.Count(c => c == ':') == 1);
        return text.Length == 0 ? null : hasPort ? text : $"{text}:{Listener.TlsPort}";
    }

    /// <summary>The port of <c>tlsbindaddr</c>, as it is written or as Asterisk takes it.</summary>
    public static string TlsPort(string? address) => OfTls(address) is { } at ? at[(at.LastIndexOf(':') + 1)..] : $"{Listener.TlsPort}";

    /// <summary>
    /// What <c>prefix</c> means: a slash comes before whatever is written, and 80 characters are kept with it; empty where it is not set.
    /// Source: Asterisk 16.28, main/http.c; tried.
    /// </summary>
    public static string Prefix(string? prefix) => prefix is { Length: > 0 } text ? $"/{text}"[..Math.Min(text.Length + 1, 79)] : "";
}
