using System.Globalization;

namespace ConnectSchappo.Reconciler.Benchmarks.Compare;

/// <summary>What is asked of a comparison.</summary>
/// <param name="Runs">How often each thing is measured.</param>
/// <param name="Sizes">The numbers of extensions of the boxes.</param>
/// <param name="Busy">Whether to measure on a machine that is busy.</param>
/// <param name="Package">The Debian package of the program; null to make it.</param>
internal sealed record CompareOptions(int Runs, IReadOnlyList<int> Sizes, bool Busy, string? Package)
{
    public const string Usage = "compare [--runs N] [--extensions N,N...] [--busy] [--package FILE.deb]";

    /// <summary>Null where the words are not those of <see cref="Usage"/>.</summary>
    public static CompareOptions? Of(string[] words)
    {
        var options = new CompareOptions(5, [1, 200], Busy: false, Package: null);
        while (words is not [])
        {
            switch (words)
            {
                case ["--runs", var text, .. var rest] when Number(text) is { } runs:
                    (options, words) = (options with { Runs = runs }, rest);
                    break;
                case ["--extensions", var list, .. var rest] when list.Split(',').Select(Number).OfType<int>().ToList() is var sizes
                    && sizes.Count == list.Split(',').Length:
                    (options, words) = (options with { Sizes = sizes }, rest);
                    break;
                case ["--busy", .. var rest]:
                    (options, words) = (options with { Busy = true }, rest);
                    break;
                case ["--package", var path, .. var rest]:
                    (options, words) = (options with { Package = Path.GetFullPath(path) }, rest);
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
