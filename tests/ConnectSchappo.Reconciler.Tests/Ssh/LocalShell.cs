using ConnectSchappo.Reconciler.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

/// <summary>The root shell's program in a shell of this machine, for the shells that boxes have as their sh.</summary>
internal static class LocalShell
{
    /// <summary>Debian's, CentOS 7's, and the smallest.</summary>
    public static TheoryData<string> Shells { get; } = ["dash", "bash --posix", "busybox sh"];

    public static async Task<RootShell> Open(string shell, Action? abandon = null)
    {
        // The tests need not run as root: id says what it would say there.
        var program = "id() { echo 0; }\n" + RootShellProgram.Loop.Replace(" sh -c ", $" {shell} -c ", StringComparison.Ordinal);
        var limits = new StreamLimits(abandon ?? (() => { }));
        var command = Command(limits, shell, "-c", program, "reconciler", "192.0.2.1 1 192.0.2.2 22");
        using var deadline = Deadline.In(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        return await RootShell.Open(command, "reconciler", TimeProvider.System, limits, deadline);
    }

    /// <summary>A shell of this machine, with arguments; the test is skipped where there is none.</summary>
    /// <param name="shell">Its name, and its first arguments.</param>
    public static LocalCommand Command(string shell, params string[] arguments) => Command(new(() => { }), shell, arguments);

    private static LocalCommand Command(StreamLimits limits, string shell, params string[] arguments)
    {
        var words = shell.Split(' ');
        var folders = Environment.GetEnvironmentVariable("PATH")!.Split(':').Append("/bin");
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, words[0]))))
        {
            Assert.Skip($"this machine has no {words[0]}");
        }

        return LocalCommand.Start(limits, words[0], [.. words[1..], .. arguments]);
    }
}
