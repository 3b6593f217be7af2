using System.Diagnostics;
using System.Globalization;
using ConnectSchappo.Reconciler.Core.Tests.Conf;
using ConnectSchappo.Reconciler.Fuzz;
using SharpFuzz;

// run SECONDS [SEED]   fuzz in this process, guided by coverage; a finding is written to ./finding and ends with 1
// instrument FOLDER    a copy of this program in FOLDER whose Core tells its branches, and the first inputs in FOLDER/seeds
// afl                  what afl-fuzz starts in such a copy
// replay FILE...       check inputs again
switch (args)
{
    case ["run", var seconds, .. var seed]:
        var folder = Path.Combine(Path.GetTempPath(), $"reconciler-fuzz-{Environment.ProcessId}");
        try
        {
            Instrument(folder);
            using var copy = Process.Start(
                "dotnet", [Path.Combine(folder, "ConnectSchappo.Reconciler.Fuzz.dll"), "loop", seconds, .. seed]);
            await copy.WaitForExitAsync();
            return copy.ExitCode;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

    case ["loop", var seconds, .. var seed]:
        var number = seed.Length > 0 ? int.Parse(seed[0], CultureInfo.InvariantCulture) : Environment.TickCount;
        var loop = new CoverageLoop(new Random(number), Seeds());
        var finding = loop.Run(TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
        Console.WriteLine($"seed {number}: {loop.Runs} inputs, {loop.Branches} branches, {loop.Kept} inputs kept");
        if (finding is not { } found)
        {
            return loop.Branches > 500 ? 0 : Fail("too few branches: the library is not instrumented");
        }

        await File.WriteAllBytesAsync("finding", found.Input);
        return Fail(found.Why);

    case ["instrument", var folderName]:
        Instrument(folderName);
        var index = 0;
        Directory.CreateDirectory(Path.Combine(folderName, "seeds"));
        foreach (var input in Seeds().Where(s => s.Length < 4000))
        {
            await File.WriteAllBytesAsync(Path.Combine(folderName, "seeds", $"{index++}"), input);
        }

        return 0;

    case ["afl"]:
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            FuzzTarget.Check(memory.ToArray());
        });
        return 0;

    case ["replay", .. var files]:
        foreach (var file in files)
        {
            FuzzTarget.Check(await File.ReadAllBytesAsync(file));
        }

        return 0;

    default:
        return Fail("run SECONDS [SEED] | instrument FOLDER | afl | replay FILE...");
}

static IEnumerable<byte[]> Seeds() =>
[
    .. ConfCase.All.Values.Select(c => FuzzTarget.Join(c.Files.Values)),
    .. Enumerable.Range(0, 100).Select(i => FuzzTarget.Join(new ConfScribe(new Random(i), ".").Write().Values)),
    .. Enumerable.Range(0, 50).Select(i => FuzzTarget.Join(new JailScribe(new Random(i)).Write().Values.DefaultIfEmpty([]))),
];

static void Instrument(string folder)
{
    Directory.CreateDirectory(folder);
    foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
    {
        File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
    }

    Fuzzer.Instrument(
        Path.Combine(folder, "ConnectSchappo.Reconciler.Core.dll"),
        type => type.StartsWith("ConnectSchappo.Reconciler.Core.Conf.", StringComparison.Ordinal),
        Options.Value);
}

static int Fail(string why)
{
    Console.Error.WriteLine(why);
    return 1;
}
