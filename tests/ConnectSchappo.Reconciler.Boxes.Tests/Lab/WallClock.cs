using System.Diagnostics;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Lab;

/// <summary>What moves the wall clock of one process: tests/lab/wall-clock.c, compiled once a run.</summary>
internal static class WallClock
{
    public static Lazy<string> Library { get; } = new(() =>
    {
        var library = Path.Combine(Directory.CreateTempSubdirectory("wall-clock-").FullName, "wall-clock.so");
        var source = Path.Combine(Repository.Root, "tests", "lab", "wall-clock.c");
        using var compiler = Process.Start("gcc", ["-shared", "-fPIC", "-o", library, source]);
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? library : throw new InvalidOperationException("gcc cannot compile tests/lab/wall-clock.c");
    });
}
