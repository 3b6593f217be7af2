using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Declared;

/// <summary>Reads the sections that may stand at the top, in a group and under a box, all in the same way.</summary>
/// <param name="known">The sections that there are.</param>
/// <param name="problems">Where problems go.</param>
/// <param name="catalogue">The options that the boxes' Asterisk has.</param>
internal sealed class SectionsReader(EquatableArray<Section> known, ProblemList problems, AsteriskCatalogue catalogue)
{
    /// <summary>The sections that there are.</summary>
    public EquatableArray<Section> Known => known;

    /// <param name="map">The map that holds the sections.</param>
    /// <param name="name">The group or the box whose map it is, as <c>group recife</c>; null for the file's own.</param>
    public DeclaredSections Read(MapReader map, string? name)
    {
        var level = new Level(map, name, catalogue, problems);
        var declared = known.Select(s => s.Read(level)).ToEquatableArray();
        var policy = map.Take("policy");
        var asterisk = AsteriskSeries.Read(map.Text(AsteriskSeries.Key), problems);
        if (policy is null && asterisk is null && declared.All(d => d is null))
        {
            return DeclaredSections.None;
        }

        return new DeclaredSections
        {
            Declared = declared,
            Asterisk = asterisk,
            Policy = policy is null ? DeclaredPolicy.None : new PolicyReader(known, problems, catalogue).Read(policy),
        };
    }
}
