using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>
/// What the desired state says of one box about one subject: levels merged, secrets still references. It is of a type of the subject's own,
/// whose default says nothing, and equal to another that says the same wherever it stands.
/// </summary>
public abstract record DesiredSection
{
    /// <summary>Its options, those of an object together; none where it has lists alone.</summary>
    internal virtual IEnumerable<StatedOptions> Options => [];

    /// <summary>
    /// What of it has fields that <c>policy.ignore</c> may name: what the policy calls it, and the options that there are.
    /// </summary>
    internal virtual IEnumerable<(string Resource, OptionSection Options)> Ignorable(AsteriskCatalogue catalogue) => [];

    /// <summary>Writes it as a desired state says it; nothing where it says nothing.</summary>
    /// <param name="yaml">Where to.</param>
    /// <param name="catalogue">What Asterisk makes of it by itself, which is told in comments.</param>
    internal abstract void Write(YamlLines yaml, AsteriskCatalogue catalogue);
}
