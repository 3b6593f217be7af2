using System.Globalization;
using System.Text.Json;
using ConnectSchappo.Reconciler.Benchmarks.Lab;

namespace ConnectSchappo.Reconciler.Benchmarks.Compare;

/// <summary>What a comparison prints: where and when it was made, a table, and the same as one line of JSON each.</summary>
internal static class CompareReport
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static async Task Print(IReadOnlyList<Measurement> measurements, int runs, double load)
    {
        var at = await Circumstances();
        var (date, machine, commit, loadAtEnd) = (DateTimeOffset.UtcNow, await Machine(), await Commit(), await Load());
        var ansible = (await Shell.Must(Deadline, "ansible-playbook", "--version")).Output.Split('\n')[0];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{at}, {ansible}; load average {load} at the start, {loadAtEnd} at the end; medians of {runs} runs"));
        Console.WriteLine();
        Console.WriteLine(Measurement.Head);
        foreach (var measurement in measurements)
        {
            Console.WriteLine(measurement.Row());
        }

        Console.WriteLine();
        var circumstances = new { date, commit, machine, ansible, load, loadAtEnd, runs };
        Console.WriteLine(JsonSerializer.Serialize(circumstances, JsonSerializerOptions.Web));
        foreach (var measurement in measurements)
        {
            Console.WriteLine(measurement.Json());
        }
    }

    /// <summary>How many processes wanted a processor in the last minute, on average.</summary>
    public static async Task<double> Load() =>
        double.Parse((await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>When, what and where, for people.</summary>
    public static async Task<string> Circumstances()
    {
        var (commit, machine) = (await Commit(), await Machine());
        return string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC, commit {commit}, {machine}");
    }

    private static async Task<string> Commit() =>
        (await Shell.Must(Deadline, "git", "describe", "--always", "--dirty", "--abbrev=12")).Output.Trim();

    private static async Task<string> Machine()
    {
        const string model = "model name";
        var processors = await File.ReadAllLinesAsync("/proc/cpuinfo");
        var name = processors.FirstOrDefault(line => line.StartsWith(model, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
        var kernel = (await File.ReadAllTextAsync("/proc/sys/kernel/osrelease")).Trim();
        return $"{Environment.ProcessorCount} x {name ?? "unknown processor"}, Linux {kernel}";
    }
}
