using System.Diagnostics;
using System.Globalization;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Soak;

/// <summary>The anonymous memory of a process over time: its own, and not the pages of files that it shares.</summary>
internal sealed class MemoryRecord(string name, int process)
{
    /// <summary>How long it takes until what is loaded, compiled and cached once is there.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(10);

    private const string Anonymous = "Anonymous:";

    private readonly long began = Stopwatch.GetTimestamp();
    private readonly List<(TimeSpan At, double Megabytes)> samples = [];

    /// <summary>Takes a sample, and says it each minute.</summary>
    public void Take(Action<string> tell)
    {
        var sample = (At: Stopwatch.GetElapsedTime(began), Megabytes: Read());
        if (samples.Count == 0 || (int)samples[^1].At.TotalMinutes != (int)sample.At.TotalMinutes)
        {
            tell(string.Create(CultureInfo.InvariantCulture, $"  {name,-6} minute {sample.At.TotalMinutes,3:0}  {sample.Megabytes,6:0.0} MB"));
        }

        samples.Add(sample);
    }

    /// <summary>
    /// By how much it grows, in MB a minute: the median of all slopes between two samples after <see cref="WarmUp"/>, which a single
    /// collection of garbage does not move (Theil and Sen).
    /// </summary>
    public double Growth()
    {
        var late = samples.Where(s => s.At >= WarmUp).ToList();
        var slopes = late.SelectMany((a, at) => late.Skip(at + 1).Select(b => (b.Megabytes - a.Megabytes) / (b.At - a.At).TotalMinutes)).Order().ToList();
        return slopes[slopes.Count / 2];
    }

    private double Read()
    {
        var line = File.ReadLines($"/proc/{process}/smaps_rollup").First(l => l.StartsWith(Anonymous, StringComparison.Ordinal));
        return double.Parse(line[Anonymous.Length..^2], CultureInfo.InvariantCulture) / 1024;
    }
}
