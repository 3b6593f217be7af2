using ConnectSchappo.Reconciler.Benchmarks.Lab;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;

namespace ConnectSchappo.Reconciler.Benchmarks.Fleet;

/// <summary>
/// A box of the lab that answers for many: under each of its addresses, which are of the range for benchmarks (RFC 2544), it has files of
/// our own with another box's name. Its sshd, sudo, shells and Asterisk are real, and each login has processes of its own.
/// </summary>
internal sealed class FleetBox : IAsyncDisposable
{
    /// <summary>How many there are.</summary>
    public const int Count = 4;

    /// <summary>How many one can stand for.</summary>
    public const int Most = 250;

    private static readonly TimeSpan SetUpTime = TimeSpan.FromMinutes(5);

    private readonly Box box;
    private readonly int index;

    private FleetBox(Box box, int index) => (this.box, this.index) = (box, index);

    /// <summary>The path of the private SSH key.</summary>
    public string Key => box.Key;

    /// <summary>Its lines of known_hosts, for all of its addresses.</summary>
    public string HostKeys => box.HostKeys.Replace(box.Address, $"198.18.{4 * index}.*", StringComparison.Ordinal);

    private string Range => $"198.18.{4 * index}.0/24";

    /// <summary>Boots one, converges it, and gives it its addresses.</summary>
    public static async Task<FleetBox> Up(int index, PackagedProgram program, string folder)
    {
        var booted = await Box.Up($"fleet-{index}");
        var up = new FleetBox(booted, index);
        await Shell.Must(SetUpTime, program.Apply(BoxFiles.Of(Directory.CreateDirectory(folder).FullName, booted, extensions: 1)));
        await Shell.Must(SetUpTime, "ip", "route", "replace", up.Range, "via", booted.Address);
        var names = string.Join('\n', up.Boxes(Most).Select(b => $"{b.Address} {b.Name}"));
        var script = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "tests", "ConnectSchappo.Reconciler.Benchmarks", "Fleet", "as-box.sh"));
        await up.Do($"range={up.Range} from=box; {{ {script}\n}} <<'NAMES'\n{names}\nNAMES");
        return up;
    }

    /// <summary>
    /// What answers a login under these addresses never answers, sends a byte ten times a second, and sends as much as it can (as-box.sh).
    /// </summary>
    public static IReadOnlyList<(string Name, string Address)> Bad { get; } =
        [("hangs", "198.18.0.251"), ("drips", "198.18.0.252"), ("floods", "198.18.0.253")];

    /// <summary>The first of the boxes that it stands for.</summary>
    public IEnumerable<(string Name, string Address)> Boxes(int count) =>
        Enumerable.Range(1, count).Select(n => ($"b{index}x{n}", $"198.18.{4 * index}.{n}"));

    /// <summary>Takes all packets to the addresses away, or lets them through again.</summary>
    public Task Cut(bool cut) => Do($"iptables {(cut ? "-I" : "-D")} INPUT -d {Range} -j DROP");

    public async ValueTask DisposeAsync()
    {
        await Command.Run(SetUpTime, "ip", "route", "del", Range);
        await box.DisposeAsync();
    }

    private async Task Do(string script) => await Shell.Must(SetUpTime, box.Inside(script));
}
