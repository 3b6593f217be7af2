namespace ConnectSchappo.Reconciler.Benchmarks.Compare;

/// <summary>What is asked of a comparison.</summary>
/// <param name="Runs">How often each thing is measured.</param>
/// <param name="Sizes">The numbers of extensions of the boxes.</param>
/// <param name="Busy">Whether to measure on a machine that is busy.</param>
/// <param name="Package">The Debian package of the program; null to make it.</param>
internal sealed record CompareOptions(int Runs, int[] Sizes, bool Busy, string? Package);
