using System.Globalization;
using System.Text.Json;

namespace ConnectSchappo.Reconciler.Benchmarks.Compare;

/// <summary>One thing that was measured several times.</summary>
/// <param name="What">What was done.</param>
/// <param name="By">What did it.</param>
/// <param name="Extensions">Of the box.</param>
internal sealed record Measurement(string What, string By, int Extensions)
{
    private readonly List<Cost> costs = [];

    public static string Head =>
        $"{"",-31}{"by",-12}{"ext.",5}{"wall ms",10}{"min",8}{"max",8}{"CPU ms",9}{"box CPU",9}{"KB out",9}{"KB in",9}"
        + $"{"processes",11}{"programs",10}";

    public void Add(Cost cost) => costs.Add(cost);

    /// <summary>Medians, of the time also the extremes.</summary>
    public string Row()
    {
        var wall = Of(c => c.Wall * 1000);

        // Adding nothing makes a zero of what would be printed as -0.0.
        string Median(Func<Cost, double> value) => (Math.Round(Of(value).Median, 1) + 0.0).ToString("F1", CultureInfo.InvariantCulture);
        return $"{What,-31}{By,-12}{Extensions,5}{wall.Median,10:F0}{wall.Min,8:F0}{wall.Max,8:F0}{Median(c => c.Cpu * 1000),9}"
            + $"{Median(c => c.BoxCpu * 1000),9}{Median(c => c.Sent / 1000),9}{Median(c => c.Received / 1000),9}"
            + $"{Median(c => c.Processes),11}{Median(c => c.Programs),10}";
    }

    public string Json() => JsonSerializer.Serialize(
        new
        {
            What,
            By,
            Extensions,
            Runs = costs.Count,
            WallSeconds = Of(c => c.Wall),
            CpuSeconds = Of(c => c.Cpu),
            BoxCpuSeconds = Of(c => c.BoxCpu),
            BytesSent = Of(c => c.Sent),
            BytesReceived = Of(c => c.Received),
            BoxProcesses = Of(c => c.Processes),
            BoxPrograms = Of(c => c.Programs),
        },
        JsonSerializerOptions.Web);

    private Spread Of(Func<Cost, double> value) => Spread.Of([.. costs.Select(value)]);
}
