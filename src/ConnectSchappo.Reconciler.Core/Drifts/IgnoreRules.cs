using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>What a policy ignores of one resource.</summary>
internal sealed class IgnoreRules(Policy policy, string resource, OptionSection section)
{
    private readonly List<IgnoredField> rules = [.. policy.Ignore.Where(i => StarPattern.Matches(i.Resource, resource, StringComparison.Ordinal))];

    public bool Any => rules.Count > 0;

    /// <summary>Why an option is ignored; null where it is not. What decides who may call in never is, whatever a pattern says.</summary>
    public string? Of(string option) =>
        Any && section.Options.ContainsKey(option.ToLowerInvariant()) && IgnorableFields.Refusal(section, option) is null
            ? rules.FindLast(r => Alike(option).Any(o => r.Covers(resource, o)))?.Reason
            : null;

    /// <summary>Why a drift is ignored; null where it counts.</summary>
    public static string? Of(Policy policy, Drift drift)
    {
        if (drift.Field.Length == 0)
        {
            return null;
        }

        if (drift.Resource is ResourceId.Pjsip found)
        {
            return new IgnoreRules(policy, IgnoredField.ResourceOf(found.Type, found.Section), OptionSection.Of(found.Type)).Of(drift.Field);
        }

        var options = drift.Chain == Chain.Http ? OptionSection.Http : drift.Chain == Chain.Rtp ? OptionSection.Rtp : drift.Chain == Chain.Sip ? OptionSection.SipGeneral : null;
        return options is null || drift.Resource is not ResourceId.Settings ? null
            : Behind(drift.Field).Select(new IgnoreRules(policy, drift.Subject.Name, options).Of).FirstOrDefault(r => r is not null);
    }

    /// <summary>The name under which lines count together: allow and disallow are one list of codecs.</summary>
    public static string Group(string option) => option.Equals("disallow", StringComparison.OrdinalIgnoreCase) ? "allow" : option.ToLowerInvariant();

    private static string[] Alike(string option) => Group(option) == "allow" ? ["allow", "disallow"] : [option];

    // The web server's listeners come of several options.
    private static string[] Behind(string field) => field switch
    {
        "plain listener" => ["enabled", "bindaddr", "bindport"],
        "TLS listener" => ["enabled", "tlsenable", "tlsbindaddr"],
        _ => [field],
    };
}
