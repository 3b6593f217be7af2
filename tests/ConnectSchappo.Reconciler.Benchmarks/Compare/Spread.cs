namespace ConnectSchappo.Reconciler.Benchmarks.Compare;

/// <summary>The middle of some values, and how far they are apart.</summary>
internal sealed record Spread(double Median, double Min, double Max)
{
    public static Spread Of(double[] values)
    {
        double[] sorted = [.. values.Order()];
        var middle = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return new Spread(Math.Round(middle, 6), Math.Round(sorted[0], 6), Math.Round(sorted[^1], 6));
    }
}
