using System.Globalization;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Declared;

/// <summary>Reads which series of Asterisk boxes run: <c>asterisk: 16</c>.</summary>
internal static class AsteriskSeries
{
    public const string Key = "asterisk";

    /// <summary>The first number of the version; null where nothing is said, or what is said is reported.</summary>
    public static int? Read(Located? text, ProblemList problems)
    {
        if (text is not { } placed)
        {
            return null;
        }

        if (int.TryParse(placed.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var series)
            && AsteriskCatalogue.Series.Contains(series))
        {
            return series;
        }

        problems.Add(
            ProblemKinds.NotOneOf, placed.Place, $"`{Key}` cannot be `{Shown.Text(placed.Text)}`.",
            $"Write {Shown.Choice([.. AsteriskCatalogue.Series.Select(s => s.ToString(CultureInfo.InvariantCulture))])}.");
        return null;
    }
}
