using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Conf;

/// <summary>A box of the lab, up for the tests of this folder and thrown away behind them.</summary>
public sealed class LabBox : IAsyncLifetime
{
    private const int CannotRunBoxes = 69;

    private static readonly string Name = Lab.LabBox.Prefix + "conf";
    private static readonly string Script = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../lab/box"));

    private string? missing;

    public async ValueTask InitializeAsync()
    {
        await Run(null, "down", Name);
        var (code, _, error) = await Run(null, "up", Name);
        missing = code == CannotRunBoxes ? error.Trim() : null;
        Assert.True(code is 0 or CannotRunBoxes, error);
    }

    /// <summary>Runs a Python script inside the box, with a text for its input; skips the test where there can be no box.</summary>
    public async Task<string> Python(string resource, string input)
    {
        Assert.SkipWhen(missing is not null, missing ?? "");
        using var stream = typeof(LabBox).Assembly.GetManifestResourceStream($"{typeof(LabBox).Namespace}.{resource}")!;
        using var reader = new StreamReader(stream);
        var script = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        var (code, output, error) = await Run(input, "exec", Name, "python3", "-c", script);
        Assert.True(code == 0, error);
        return output;
    }

    public async ValueTask DisposeAsync() => await Run(null, "down", Name);

    private static async Task<(int Code, string Output, string Error)> Run(string? input, params string[] arguments)
    {
        var start = new ProcessStartInfo(Script, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(10));
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            try
            {
                await process.WaitForExitAsync(deadline.Token);
                return (process.ExitCode, await output, await error);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return (1, "", $"{string.Join(' ', arguments.Take(2))} took more than ten minutes");
            }
        }
        catch (Win32Exception)
        {
            return (CannotRunBoxes, "", "this host cannot run the lab's script");
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
