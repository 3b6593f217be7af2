using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>What takes more than an option's row: a transport's default port, and what is hidden by other options of the object.</summary>
internal static class PjsipSpelling
{
    /// <summary>Whether Asterisk takes two values of an option of this object for the same.</summary>
    public static bool Same(PjsipObject item, Option option, string one, string other) =>
        option.ComparedAs is ComparedAs.TransportAddress
            ? WithPort(item, one) == WithPort(item, other)
            : OptionSpelling.Same(option, one, other);

    /// <summary>Whether memory tells anything of a value of an option of this object.</summary>
    public static bool IsTold(PjsipObject item, Option option, string value)
    {
        foreach (var other in option.HiddenBy)
        {
            if (item[other] is not null)
            {
                return false;
            }
        }

        return MemorySpelling.Tells(option, value);
    }

    /// <summary>Whether what memory shows can have come of a value of an option of this object.</summary>
    public static bool IsShown(PjsipObject item, Option option, string value, string shown) =>
        option.ComparedAs is ComparedAs.TransportAddress ? Same(item, option, value, shown) : MemorySpelling.Same(option, value, shown);

    // 5060, and 5061 for TLS, is what Asterisk adds; a wss transport does not listen there, and shows it all the same.
    private static string WithPort(PjsipObject item, string value)
    {
        var bind = value.Trim();
        var hasPort = bind.LastIndexOf(':') > bind.LastIndexOf(']')
            && (bind.Contains(']', StringComparison.Ordinal) || bind.Count(c => c == ':') == 1);
        return hasPort ? bind : $"{bind}:{("tls".Equals(item["protocol"]?.ToString(), StringComparison.OrdinalIgnoreCase) ? 5061 : 5060)}";
    }
}
