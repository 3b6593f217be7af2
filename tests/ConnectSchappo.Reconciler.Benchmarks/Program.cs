using System.Diagnostics;
using BenchmarkDotNet.Running;
using ConnectSchappo.Reconciler.Benchmarks;

if (args is not ["quick"])
{
    BenchmarkSwitcher.FromAssembly(typeof(ConfBenchmarks).Assembly).Run(args);
    return;
}

// One process, the best of several rounds: rough, and enough to see a cost that grows faster than the file.
Console.WriteLine($"{"",-50}{"endpoints",10}{"MB",8}{"ms",10}{"MB/s",8}{"allocated MB",14}");
(string Name, Func<ConfBenchmarks, object> Run)[] runs =
[
    ("ours: parse and print", b => b.ParseAndPrint()),
    ("ours: parse, mean, print", b => b.ParseAndMean()),
    ("ours: one edit of a parsed file", b => b.Edit()),
    ("ini-parser: parse and print", b => b.IniParser()),
    ("ini-parser: parse", b => b.IniParserAlone()),
    ("Microsoft.Extensions.Configuration.Ini: parse", b => b.MicrosoftIni()),
];
foreach (var (name, run) in runs)
{
    foreach (var endpoints in (int[])[100, 1000, 10_000])
    {
        var benchmarks = new ConfBenchmarks { Endpoints = endpoints };
        benchmarks.Setup();
        var (best, allocated) = (double.MaxValue, 0L);
        for (var round = 0; round < 400_000 / endpoints / 4; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.GetTimestamp();
            GC.KeepAlive(run(benchmarks));
            best = Math.Min(best, Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        var size = benchmarks.Size / 1e6;
        Console.WriteLine($"{name,-50}{endpoints,10}{size,8:F2}{best,10:F3}{size / best * 1000,8:F0}{allocated / 1e6,14:F2}");
    }
}
