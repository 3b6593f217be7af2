using System.Text.RegularExpressions;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// What follows the plus in <c>[name](+type=endpoint&amp;context=from-.*)</c>: pairs of extended regular expressions, for a key and
/// for its value, each to be found somewhere in one of the section's entries. Without any, every section matches that is no
/// template (does_category_match in main/config.c).
/// </summary>
internal sealed class SectionFilter
{
    private readonly List<(Regex Key, Regex Value)> pairs = [];
    private readonly bool templatesToo;
    private readonly bool templatesOnly;
    private readonly bool matchesNothing;

    public SectionFilter(string text, ConfDialect dialect)
    {
        foreach (var part in text.Length == 0 ? [] : FilterText.Split(text, '&', dialect))
        {
            var sides = FilterText.Split(part, '=', dialect);
            if (sides.Count < 2)
            {
                matchesNothing = true;
            }
            else if (sides[0] == "TEMPLATES")
            {
                // A word that is neither, and the pair is never found.
                templatesToo |= ConfText.EqualsIgnoreCase(sides[1], "include");
                templatesOnly |= ConfText.EqualsIgnoreCase(sides[1], "restrict");
                matchesNothing |= !templatesToo && !templatesOnly;
            }
            else if (PosixPattern.Compile(sides[0]) is { } key && PosixPattern.Compile(sides[1]) is { } value)
            {
                pairs.Add((key, value));
            }
            else
            {
                matchesNothing = true;
            }
        }
    }

    public bool Matches(SectionDraft section) =>
        !matchesNothing
        && (section.IsTemplate ? templatesToo || templatesOnly : !templatesOnly)
        && pairs.TrueForAll(p => section.Entries.Exists(e => p.Key.IsMatch(e.RawKey) && p.Value.IsMatch(e.RawValue)));
}
