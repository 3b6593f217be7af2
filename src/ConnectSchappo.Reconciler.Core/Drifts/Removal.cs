using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Sections that are taken out of the files of others.</summary>
/// <param name="Why">For a person, before the names.</param>
/// <param name="Sections">What goes, as Asterisk reads it.</param>
/// <param name="Name">How a section is known.</param>
/// <param name="NameInFile">The same of a section under its header in one file; empty for one that stays.</param>
internal sealed record Removal(
    Message Why, IEnumerable<ConfSection> Sections, Func<ConfSection, string> Name, Func<ConfSectionView, string> NameInFile)
{
    /// <summary>
    /// The line that gives a section under its header in one file its type, be it by a template, which is not to be seen there; of several
    /// parents the last one counts.
    /// </summary>
    public static ConfEntry? TypeOf(ConfSectionView section, ConfTree tree) => section.Last("type")
        ?? section.Parents.Select(p => tree.Sections.FirstOrDefault(s => ConfText.EqualsIgnoreCase(s.Name, p))?.Last("type"))
        .LastOrDefault(t => t is not null);
}
