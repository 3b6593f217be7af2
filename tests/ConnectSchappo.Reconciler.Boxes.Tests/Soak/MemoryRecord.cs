using System.Diagnostics;
using System.Globalization;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Soak;

/// <summary>The anonymous memory of a process over time: its own, and not the pages of files that it shares.</summary>
/// <param name="name">What it is called in what is told.</param>
/// <param name="process">The process.</param>
/// <param name="warmUp">How long it takes until what is loaded, compiled and cached once is there.</param>
internal sealed class MemoryRecord(string name, int process, TimeSpan warmUp)
{
    private const string Anonymous = "Anonymous:";

    private readonly long began = Stopwatch.GetTimestamp();
    private readonly List<(TimeSpan At, double Megabytes)> samples = [];

    /// <summary>Takes a sample, and says it each minute.</summary>
    public void Take(Action<string> tell)
    {
        var sample = (At: Stopwatch.GetElapsedTime(began), Megabytes: Read());
        if (samples.Count == 0 || (int)samples[^1].At.TotalMinutes != (int)sample.At.TotalMinutes)
        {
            tell(string.Create(
                CultureInfo.InvariantCulture, $"  {name,-6} minute {sample.At.TotalMinutes,3:0}  {sample.Megabytes,6:0.0} MB"));
        }

        samples.Add(sample);
    }

    /// <summary>
    /// By how much it grows after the warm-up, in MB a minute: between the least of the first half and the least of the second.
    /// Garbage that waits to be collected comes and goes; what it comes down to does not, unless something is kept.
    /// </summary>
    public double Growth()
    {
        var late = samples.Where(s => s.At >= warmUp).ToList();
        var first = late[..(late.Count / 2)].MinBy(s => s.Megabytes);
        var second = late[(late.Count / 2)..].MinBy(s => s.Megabytes);
        return (second.Megabytes - first.Megabytes) / ((late[^1].At - late[0].At).TotalMinutes / 2);
    }

    private double Read()
    {
        var line = File.ReadLines($"/proc/{process}/smaps_rollup").First(l => l.StartsWith(Anonymous, StringComparison.Ordinal));
        return double.Parse(line[Anonymous.Length..^2], CultureInfo.InvariantCulture) / 1024;
    }
}
