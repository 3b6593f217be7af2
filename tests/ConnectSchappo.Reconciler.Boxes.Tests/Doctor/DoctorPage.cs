using System.Globalization;
using System.Text;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using ConnectSchappo.Reconciler.Core.Diagnoses;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Doctor;

/// <summary>The table of docs/doctor.md: every link, every cause, and the faults that it was tried on.</summary>
internal static class DoctorPage
{
    private const string Begin = "<!-- written by tests/run doctor -->\n", End = "<!-- until here -->\n";

    /// <summary>Where it is in the repository.</summary>
    public static string Path => System.IO.Path.Combine(Repository.Root, "docs", "doctor.md");

    /// <summary>The page with this table in place of the one that it has.</summary>
    /// <exception cref="InvalidOperationException">A mark is missing there.</exception>
    public static string With(string page)
    {
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        return begin >= 0 && end > begin
            ? page[..(begin + Begin.Length)] + Table() + page[end..]
            : throw new InvalidOperationException($"docs/doctor.md has no table between {Begin} and {End}");
    }

    private static string Table()
    {
        var table = new StringBuilder("| link | cause | what is wrong | tried: |\n| --- | --- | --- | --- |\n");
        foreach (var link in KnownLinks.All)
        {
            table.Append(CultureInfo.InvariantCulture, $"| **{link.Name}** | | {link.About} | |\n");
            foreach (var cause in link.Causes.Append(Cause.Differs))
            {
                var stories = KnownDoctorCases.All.Where(c => (c.Link, c.Cause) == (link.Name, cause.Name))
                    .Select(c => c.Story + (c.Series is [var only] ? string.Create(CultureInfo.InvariantCulture, $" ({only})")
                        : "")).ToList();
                if (cause != Cause.Differs || stories.Count > 0)
                {
                    table.Append(CultureInfo.InvariantCulture, $"| | `{cause.Name}` | {cause.What} | {string.Join("; ", stories)} |\n");
                }
            }
        }

        return table.ToString();
    }
}
