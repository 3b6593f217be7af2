using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>A section that is options of one section of Asterisk's files, and nothing else.</summary>
public abstract record DesiredOptions : DesiredSection
{
    /// <summary>The options, in the order of the desired state.</summary>
    public EquatableArray<DesiredOption> All { get; init; }

    /// <summary>Its key in the desired state, by which the policy names it too.</summary>
    internal abstract string Key { get; }

    internal override IEnumerable<StatedOptions> Options => [new(Section, All)];

    /// <summary>The section of the catalogue that it is options of: <c>http.conf/general</c>.</summary>
    internal abstract string Section { get; }

    /// <summary>The options that it may have.</summary>
    internal OptionSection Known(AsteriskCatalogue catalogue) => catalogue[Section];

    internal override IEnumerable<(string Resource, OptionSection Options)> Ignorable(AsteriskCatalogue catalogue) =>
        All.IsEmpty ? [] : [(Key, Known(catalogue))];

    internal override void Write(YamlLines yaml, AsteriskCatalogue catalogue) => yaml.Options(0, Key, All);
}
