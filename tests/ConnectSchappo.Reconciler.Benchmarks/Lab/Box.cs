using System.Globalization;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;

namespace ConnectSchappo.Reconciler.Benchmarks.Lab;

/// <summary>A box of the lab, and what its host counts of it.</summary>
internal sealed class Box : IAsyncDisposable
{
    private static readonly TimeSpan BootTime = TimeSpan.FromMinutes(10);

    private readonly string name;
    private Box(string name, string address, string key, string hostKeys)
    {
        (this.name, Address, Key, HostKeys) = (name, address, key, hostKeys);
        Group = new ControlGroup("pbx-lab-" + name);
    }

    /// <summary>What the names of the boxes of a comparison begin with.</summary>
    public static string Prefix { get; } =
        Environment.GetEnvironmentVariable("LAB_PREFIX") is { Length: > 0 } given ? given : "compare-";

    public string Address { get; }

    /// <summary>The path of the private SSH key.</summary>
    public string Key { get; }

    /// <summary>Its lines of known_hosts.</summary>
    public string HostKeys { get; }

    public ControlGroup Group { get; }

    /// <summary>Boots one as Issabel ships it; takes down the one of this name that was there.</summary>
    public static async Task<Box> Up(string shortName)
    {
        var called = Prefix + shortName;
        await Lab("down", called);
        await Lab("up", called);
        return new Box(called, await Lab("address", called), await Lab("key"), await Lab("known-hosts", called));
    }

    /// <summary>Writes a known_hosts of this box alone, and gives its path.</summary>
    public string KnownHosts(string folder)
    {
        var path = Path.Combine(folder, $"known_hosts-{Address}");
        File.WriteAllText(path, HostKeys + "\n");
        return path;
    }

    /// <summary>The command of this host that runs a script inside, as root. What it starts is not in the box's group.</summary>
    public string[] Inside(string script) => [LabCommand, "exec", name, "sh", "-c", script];

    /// <summary>Bytes to the box and from it since it was booted.</summary>
    public (long Sent, long Received) Traffic()
    {
        // N of the lab's interface labN is in the address 198.51.100.(4N+2).
        var number = (int.Parse(Address.AsSpan(Address.LastIndexOf('.') + 1), CultureInfo.InvariantCulture) - 2) / 4;
        long Read(string counter) => long.Parse(
            File.ReadAllText($"/sys/class/net/lab{number}/statistics/{counter}"), CultureInfo.InvariantCulture);
        return (Read("tx_bytes"), Read("rx_bytes"));
    }

    public async ValueTask DisposeAsync() => await Lab("down", name);

    /// <summary>Why this host cannot run boxes; null where it can.</summary>
    public static async Task<string?> Obstacle() =>
        await Command.Run(TimeSpan.FromMinutes(1), LabCommand, "check") is { ExitCode: not 0 } check ? check.All : null;

    private static string LabCommand => Path.Combine(Repository.Root, "tests", "lab", "box");

    private static async Task<string> Lab(params string[] words) => (await Shell.Must(BootTime, [LabCommand, .. words])).Output.TrimEnd();
}
