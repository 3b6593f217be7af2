using System.CommandLine;
using System.Diagnostics;
using BenchmarkDotNet.Running;
using ConnectSchappo.Reconciler.Benchmarks;
using ConnectSchappo.Reconciler.Benchmarks.Compare;
using ConnectSchappo.Reconciler.Benchmarks.Fleet;

if (args is ["compare" or "fleet" or "connections", ..])
{
    return await new RootCommand { CompareCommand.Make(), FleetCommand.Make(), SshNetAlone.Make() }.Parse(args).InvokeAsync();
}

if (args is not ["quick", ..])
{
    BenchmarkSwitcher.FromAssembly(typeof(ConfBenchmarks).Assembly).Run(args);
    return 0;
}

// One process, the best of several rounds: rough, and enough to see a cost that grows faster than the box.
Console.WriteLine($"{"",-50}{"endpoints",10}{"ms",10}{"allocated MB",14}");
(string Name, Func<PlanBenchmarks, object> Run)[] plans =
[
    ("plan: everything as desired", b => b.InSync()),
    ("plan: everything new", b => b.AllNew()),
];
foreach (var endpoints in (int[])[1, 100, 1000, 10_000])
{
    var benchmarks = new PlanBenchmarks { Endpoints = endpoints };
    benchmarks.Setup();
    foreach (var (name, run) in plans)
    {
        Measure(name, endpoints, Math.Clamp(40_000 / endpoints, 10, 200), () => run(benchmarks));
        Console.WriteLine();
    }
}

if (args is ["quick", "plan"])
{
    return 0;
}

(string Name, Func<ConfBenchmarks, object> Run)[] readings =
[
    ("ours: parse and print", b => b.ParseAndPrint()),
    ("ours: parse, mean, print", b => b.ParseAndMean()),
    ("ours: a section out of a parsed file", b => b.Edit()),
    ("ini-parser: parse and print", b => b.IniParser()),
    ("ini-parser: parse", b => b.IniParserAlone()),
    ("Microsoft.Extensions.Configuration.Ini: parse", b => b.MicrosoftIni()),
];
foreach (var (name, run) in readings)
{
    foreach (var endpoints in (int[])[100, 1000, 10_000])
    {
        var benchmarks = new ConfBenchmarks { Endpoints = endpoints };
        benchmarks.Setup();
        var best = Measure(name, endpoints, 100_000 / endpoints, () => run(benchmarks));
        Console.WriteLine($"   {benchmarks.Size / 1e6:F2} MB, {benchmarks.Size / best / 1000:F0} MB/s");
    }
}

return 0;

static double Measure(string name, int endpoints, int rounds, Func<object> run)
{
    var (best, allocated) = (double.MaxValue, 0L);
    for (var round = 0; round < rounds; round++)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.GetTimestamp();
        GC.KeepAlive(run());
        best = Math.Min(best, Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
    }

    Console.Write($"{name,-50}{endpoints,10}{best,10:F3}{allocated / 1e6,14:F2}");
    return best;
}
