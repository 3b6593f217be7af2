using System.Diagnostics;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Conf;

/// <summary>A short run of the fuzzer, of another seed each time. RECONCILER_FUZZ_SECONDS makes it a long one.</summary>
public static class FuzzTests
{
    [Fact]
    public static async Task A_short_fuzz_finds_nothing()
    {
        var seconds = Environment.GetEnvironmentVariable("RECONCILER_FUZZ_SECONDS") ?? "8";
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!;
        var program = Path.GetFullPath(Path.Combine(
            ConfCase.Folder, "../../../ConnectSchappo.Reconciler.Fuzz/bin", configuration.Name,
                new DirectoryInfo(AppContext.BaseDirectory).Name,
            "ConnectSchappo.Reconciler.Fuzz.dll"));
        var start = new ProcessStartInfo(
            "dotnet", [program, "run", seconds]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var fuzzer = Process.Start(start)!;
        var output = fuzzer.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = fuzzer.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await fuzzer.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(fuzzer.ExitCode == 0, await output + await error);
    }
}
