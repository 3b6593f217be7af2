using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>What a policy ignores of one resource.</summary>
internal sealed class IgnoreRules(Policy policy, string resource, OptionSection section)
{
    private readonly List<IgnoredField> rules =
        [.. policy.Ignore.Where(i => StarPattern.Matches(i.Resource, resource, StringComparison.Ordinal))];

    public bool Any => rules.Count > 0;

    /// <summary>The options of the resource.</summary>
    public OptionSection Section { get; } = section;

    /// <summary>Why an option is ignored; null where it is not. What decides who may call in never is, whatever a pattern says.</summary>
    public string? Of(string option) =>
        Any && Section.Find(option) is { } known && IgnorableFields.Refusal(Section, option) is null
            ? rules.FindLast(r => CountedWith(known).Any(o => r.Covers(resource, o)))?.Reason
            : null;

    /// <summary>Why a drift is ignored; null where it counts.</summary>
    public static string? Of(DesiredBox desired, Drift drift)
    {
        if (drift.Field.Length == 0)
        {
            return null;
        }

        return drift.Subject.Ignorable(desired, drift.Resource) is var (resource, options)
            ? Behind(options, drift.Field).Select(new IgnoreRules(desired.Policy, resource, options).Of).FirstOrDefault(r => r is not null)
            : null;
    }

    /// <summary>The name under which lines count together.</summary>
    public string Group(string option) => Section[option].CountsAs.ToLowerInvariant();

    private IEnumerable<string> CountedWith(Option option) =>
        Section.Curated.Where(o => o.CountsAs == option.CountsAs).Select(o => o.Name).Append(option.Name);

    // The web server's listeners come of several options.
    private static IEnumerable<string> Behind(OptionSection options, string field) =>
        options.Curated.Where(o => o.Listeners.Contains(field)).Select(o => o.Name).DefaultIfEmpty(field);
}
