using System.Buffers;

namespace ConnectSchappo.Reconciler.Core.Traces;

/// <summary>The user of the first SIP URI of a text: <c>250</c> of <c>"Ana" &lt;sip:250@pbx&gt;;tag=x</c>.</summary>
public static class SipUser
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(" <>\",?");

    /// <summary>Empty where there is no URI, or it has no user.</summary>
    public static string Of(string text)
    {
        var scheme = text.IndexOf("sip:", StringComparison.OrdinalIgnoreCase);
        var secure = text.IndexOf("sips:", StringComparison.OrdinalIgnoreCase);
        var begin = secure >= 0 && (scheme < 0 || secure < scheme) ? secure + "sips:".Length : scheme < 0 ? -1 : scheme + "sip:".Length;
        if (begin < 0)
        {
            return "";
        }

        var rest = text.AsSpan(begin);
        var at = rest.IndexOf('@');
        var end = rest.IndexOfAny(Ends);
        return at > 0 && (end < 0 || at < end) ? rest[..(rest[..at].IndexOfAny(':', ';') is >= 0 and var cut ? cut : at)].ToString() : "";
    }
}
