using System.Globalization;

namespace ConnectSchappo.Reconciler.Benchmarks.Fleet;

/// <summary>What is asked of a measurement of many boxes.</summary>
/// <param name="Sizes">The numbers of boxes.</param>
/// <param name="Package">The Debian package of the program; null to make it.</param>
/// <param name="Page">The file that the page is written to, and beside it the picture; null to print alone.</param>
internal sealed record FleetOptions(IReadOnlyList<int> Sizes, string? Package, string? Page)
{
    public const string Usage = "fleet [--boxes N,N...] [--package FILE.deb] [--page FILE.md]";

    /// <summary>Null where the words are not those of <see cref="Usage"/>.</summary>
    public static FleetOptions? Of(string[] words)
    {
        var options = new FleetOptions([10, 30, 100, 300, 1000], Package: null, Page: null);
        while (words is not [])
        {
            switch (words)
            {
                case ["--boxes", var list, .. var rest] when Numbers(list) is { } sizes:
                    (options, words) = (options with { Sizes = sizes }, rest);
                    break;
                case ["--package", var path, .. var rest]:
                    (options, words) = (options with { Package = Path.GetFullPath(path) }, rest);
                    break;
                case ["--page", var path, .. var rest]:
                    (options, words) = (options with { Page = Path.GetFullPath(path) }, rest);
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    private static List<int>? Numbers(string list)
    {
        var numbers = list.Split(',').Select(n => int.TryParse(n, CultureInfo.InvariantCulture, out var number) ? number : 0).ToList();
        return numbers.TrueForAll(n => n is > 0 and <= FleetBox.Count * FleetBox.Most) ? numbers : null;
    }
}
