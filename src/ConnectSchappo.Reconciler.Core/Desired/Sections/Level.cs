using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Sections;

/// <summary>One level of the file while its sections are read.</summary>
/// <param name="map">The map that holds the sections.</param>
/// <param name="name">The group or the box whose map it is, as <c>group recife</c>; null for the file's own.</param>
/// <param name="catalogue">The options that the boxes' Asterisk has.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class Level(MapReader map, string? name, AsteriskCatalogue catalogue, ProblemList problems)
{
    public MapReader Map => map;

    /// <summary>Whether it is the file itself, and neither a group nor a box.</summary>
    public bool IsTop => name is null;

    public AsteriskCatalogue Catalogue => catalogue;

    public ProblemList Problems => problems;

    /// <summary>Reads options in Asterisk's own names.</summary>
    public OptionsReader Options { get; } = new(problems, catalogue, name);
}
