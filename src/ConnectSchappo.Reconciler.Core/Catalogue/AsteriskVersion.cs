using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Core.Conf;

namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>A version of Asterisk: 16.28.0 is of the series 16.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly partial record struct AsteriskVersion(int Series, int Minor, int Patch) : IComparable<AsteriskVersion>
{
    /// <summary>Reads what Asterisk prints of itself.</summary>
    /// <param name="text"><c>22.10.1+dfsg+~cs6.17</c>, <c>certified/18.9-cert5</c> or <c>certified-20.7-cert4</c>.</param>
    /// <returns>Null where it is no version, as of one that was built from a branch of Git.</returns>
    public static AsteriskVersion? Read(string? text) =>
        text is not null && Printed().Match(text) is { Success: true } found
            ? new AsteriskVersion(Number(found.Groups["series"]), Number(found.Groups["minor"]), Number(found.Groups["patch"]))
            : null;

    /// <summary>How it reads files.</summary>
    public ConfDialect Dialect => ConfDialect.Of(Series, Minor);

    public int CompareTo(AsteriskVersion other) => (Series, Minor, Patch).CompareTo((other.Series, other.Minor, other.Patch));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Series}.{Minor}.{Patch}");

    public static bool operator <(AsteriskVersion one, AsteriskVersion other) => one.CompareTo(other) < 0;

    public static bool operator >(AsteriskVersion one, AsteriskVersion other) => one.CompareTo(other) > 0;

    public static bool operator <=(AsteriskVersion one, AsteriskVersion other) => one.CompareTo(other) <= 0;

    public static bool operator >=(AsteriskVersion one, AsteriskVersion other) => one.CompareTo(other) >= 0;

    private static int Number(Group digits) => digits.Success ? int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^(certified[-/])?(?<series>\d{1,4})\.(?<minor>\d{1,4})(\.(?<patch>\d{1,4}))?(?!\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Printed();
}
