using ConnectSchappo.Reconciler.Core.Conf;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Options of PJSIP that stand several times in a section: of most the last counts, of some all do. Source: Asterisk 16.28, tried
/// (memory shows them with commas between).
/// </summary>
internal static class RepeatedOptions
{
    private static readonly HashSet<string> Adding = new(StringComparer.OrdinalIgnoreCase)
    {
        "match", "local_net", "set_var", "contact", "permit", "deny", "contact_permit", "contact_deny",
    };

    /// <summary>Whether all lines of an option count.</summary>
    public static bool AddUp(string option) => Adding.Contains(option);

    /// <summary>What a section of a file says of an option; null where it is silent.</summary>
    public static string? Value(ConfSection section, string option) =>
        Adding.Contains(option) && section.All(option).Select(e => e.Value).ToList() is { Count: > 0 } all ? string.Join(',', all) : section.Last(option)?.Value;
}
