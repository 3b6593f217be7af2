using System.Globalization;

namespace ConnectSchappo.Reconciler.Benchmarks.Lab;

/// <summary>A control group of version 2. Its CPU is that of every process that is or was in it, with all that those started.</summary>
/// <param name="name">Below the root of the tree, as perf names it too.</param>
internal sealed class ControlGroup(string name) : IAsyncDisposable
{
    private static readonly string Root = File.ReadLines("/proc/mounts").Select(line => line.Split(' '))
        .FirstOrDefault(mount => mount[2] == "cgroup2")?[1] ?? throw new InvalidOperationException("this host mounts no cgroup2");

    public string Name => name;

    private string Folder => Path.Combine(Root, name);

    /// <summary>Makes one for commands of this host.</summary>
    public static ControlGroup Make(string name)
    {
        var group = new ControlGroup(name);
        Directory.CreateDirectory(group.Folder);
        return group;
    }

    /// <summary>Seconds of CPU so far.</summary>
    public double Cpu()
    {
        const string usage = "usage_usec ";
        var line = File.ReadLines(Path.Combine(Folder, "cpu.stat")).First(l => l.StartsWith(usage, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(usage.Length), CultureInfo.InvariantCulture) / 1e6;
    }

    /// <summary>The command that runs <paramref name="command"/> in the group.</summary>
    public string[] Inside(params string[] command) =>
        ["sh", "-c", "echo $$ >\"$0\" && exec \"$@\"", Path.Combine(Folder, "cgroup.procs"), .. command];

    /// <summary>Ends what a measurement that failed has left in it, and takes it away.</summary>
    public async ValueTask DisposeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "cgroup.kill"), "1");
        while (await File.ReadAllTextAsync(Path.Combine(Folder, "cgroup.procs")) is not "")
        {
            await Task.Delay(20);
        }

        Directory.Delete(Folder);
    }
}
