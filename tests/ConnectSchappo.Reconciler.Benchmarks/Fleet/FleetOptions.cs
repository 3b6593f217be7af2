namespace ConnectSchappo.Reconciler.Benchmarks.Fleet;

/// <summary>What is asked of a measurement of many boxes.</summary>
/// <param name="Sizes">The numbers of boxes.</param>
/// <param name="WithBad">The number of boxes that is measured beside three bad ones too; 0 for none.</param>
/// <param name="Package">The Debian package of the program; null to make it.</param>
/// <param name="Page">The file that the page is written to, and beside it the picture; null to print alone.</param>
internal sealed record FleetOptions(int[] Sizes, int WithBad, string? Package, string? Page);
