using System.Diagnostics;
using System.Globalization;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Soak;

/// <summary>What a process or a box uses over time: several quantities that are read together.</summary>
/// <param name="name">What it is called in what is told.</param>
/// <param name="quantities">What is read.</param>
/// <param name="read">Reads them, in this order.</param>
/// <param name="warmUp">How long it takes until what is loaded, compiled and cached once is there.</param>
internal sealed class SoakRecord(string name, Quantity[] quantities, Func<Task<double[]>> read, TimeSpan warmUp)
{
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly List<(TimeSpan At, double[] Values)> samples = [];

    /// <summary>
    /// Of a daemon: its own memory and not the pages of files that it shares, its file descriptors, its threads. On a busy host .NET's pool
    /// takes threads for a while, and gives them back when they were idle for 20 s: longer than half of a minute's sample has. One that is
    /// kept for each drift would be ten in that time.
    /// </summary>
    public static SoakRecord Of(Daemon daemon, string name, TimeSpan warmUp)
    {
        const string anonymous = "Anonymous:";
        var of = $"/proc/{daemon.ProcessId}";
        return new SoakRecord(
            name,
            [new("MB", PerMinute: 0.1), new("file descriptors", Most: 2), new("threads", Most: 3, MostOfAMinute: 8)],
            async () =>
            {
                var memory = (await File.ReadAllLinesAsync($"{of}/smaps_rollup")).First(
                    l => l.StartsWith(anonymous, StringComparison.Ordinal));
                return [
                    double.Parse(memory[anonymous.Length..^2], CultureInfo.InvariantCulture) / 1024,
                    Directory.EnumerateFileSystemEntries($"{of}/fd").Count(),
                    Directory.EnumerateDirectories($"{of}/task").Count(),
                ];
            },
            warmUp);
    }

    /// <summary>
    /// Of a box: its processes, the file descriptors of Asterisk, the units that systemd holds for us, and the files and kilobytes of the
    /// folders that a change writes to.
    /// </summary>
    public static SoakRecord Of(LabBox box, string name, TimeSpan warmUp) => new(
        name,
        [
            new("processes", Most: 3), new("descriptors of Asterisk", Most: 3), new("units", Most: 1), new("files", Most: 2),
            new("KB", Most: 200),
        ],
        async () => [.. (await box.Sh(
                """
                ls -d /proc/[0-9]* | wc -l
                ls "/proc/$(cat /var/run/asterisk/asterisk.pid)/fd" | wc -l
                systemctl list-units --all --no-legend 'reconciler*' | wc -l
                folders='/var/lib/reconciler /etc/asterisk /etc/fail2ban /etc/systemd/system /run/systemd /tmp /root'
                find $folders -xdev -type f 2>/dev/null | wc -l
                du -sckx $folders 2>/dev/null | tail -n 1 | cut -f 1
                """)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture))],
        warmUp);

    /// <summary>Takes a sample, and says it each minute.</summary>
    public async Task Take()
    {
        var sample = (At: Stopwatch.GetElapsedTime(began), Values: await read());
        if (samples.Count == 0 || (int)samples[^1].At.TotalMinutes != (int)sample.At.TotalMinutes)
        {
            var values = string.Join(", ", quantities.Zip(sample.Values, (q, v) => string.Create(
                CultureInfo.InvariantCulture, $"{v:0.#} {q.Name}")));
            Campaign.Tell(string.Create(CultureInfo.InvariantCulture, $"  {name,-12} minute {sample.At.TotalMinutes,3:0}  {values}"));
        }

        samples.Add(sample);
    }

    /// <summary>
    /// What grows after the warm-up, and by how much: between the least of the first half and the least of the second. What waits to be
    /// collected comes and goes; what it comes down to does not, unless something is kept.
    /// </summary>
    /// <param name="isLong">Whether the time was long enough to judge what is told of a minute.</param>
    public IEnumerable<string> Growth(bool isLong)
    {
        var late = samples.Where(s => s.At >= warmUp).ToList();
        var minutes = (late[^1].At - late[0].At).TotalMinutes / 2;
        foreach (var (quantity, index) in quantities.Select((q, i) => (q, i)))
        {
            var first = late[..(late.Count / 2)].Min(s => s.Values[index]);
            var second = late[(late.Count / 2)..].Min(s => s.Values[index]);
            var most = quantity.PerMinute is { } each ? (isLong ? each * minutes : double.PositiveInfinity)
                : isLong ? quantity.Most : quantity.MostOfAMinute ?? quantity.Most;
            Campaign.Tell(string.Create(
                CultureInfo.InvariantCulture,
                $"  {name,-12} {quantity.Name,-24} {first,8:0.#} then {second,8:0.#}; at most {most:0.#} more"));
            if (second - first > most)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{name}: {quantity.Name} from {first:0.#} to {second:0.#}");
            }
        }
    }
}
