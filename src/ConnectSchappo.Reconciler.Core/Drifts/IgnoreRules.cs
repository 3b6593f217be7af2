using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Rules;
using ConnectSchappo.Reconciler.Core.Desired.Values;

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

        return drift.Subject.Ignorable(drift.Resource) is var (resource, options)
            ? drift.Subject.OptionsOf(drift.Field).Select(new IgnoreRules(policy, resource, options).Of).FirstOrDefault(r => r is not null)
            : null;
    }

    /// <summary>The name under which lines count together: allow and disallow are one list of codecs.</summary>
    public static string Group(string option) => option.Equals("disallow", StringComparison.OrdinalIgnoreCase) ? "allow" : option.ToLowerInvariant();

    private static string[] Alike(string option) => Group(option) == "allow" ? ["allow", "disallow"] : [option];
}
