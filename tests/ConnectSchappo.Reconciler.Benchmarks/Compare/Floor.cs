using ConnectSchappo.Reconciler.Benchmarks.Lab;

namespace ConnectSchappo.Reconciler.Benchmarks.Compare;

/// <summary>The least that a look at a box can cost: what must be read, in one shell by one ssh, and nothing made of it.</summary>
internal sealed class Floor
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(30);

    private readonly ControlGroup group;
    private readonly string[] ssh;

    public Floor(string folder, Box box, ControlGroup group)
    {
        this.group = group;
        ssh = [
            "ssh", "-F", "/dev/null", "-i", box.Key, "-o", "StrictHostKeyChecking=yes",
            "-o", $"UserKnownHostsFile={box.KnownHosts(folder)}", "-o", "LogLevel=ERROR",
            "-o", $"ControlPath={Path.Combine(folder, "master")}", $"reconciler@{box.Address}",
        ];
    }

    /// <summary>Opens the connection that each <see cref="Read"/> then uses; without it, each makes its own.</summary>
    public Task Connect() =>
        Shell.Must(ConnectTime, group.Inside(["sh", "-c", "exec \"$@\" >/dev/null 2>&1", "sh", "ssh", "-MNf", .. ssh[1..]]));

    public Task Disconnect() => Shell.Must(ConnectTime, ["ssh", "-O", "exit", .. ssh[1..]]);

    public async Task<Cost> Read(Meter meter)
    {
        var script = Path.Combine(Playbook.Folder, "reads.sh");
        var (cost, output) = await meter.Run(["sh", "-c", "exec \"$@\" <\"$0\"", script, .. ssh, "sudo -n sh -s"]);
        return output.Contains(" sip peers ", StringComparison.Ordinal)
            ? cost
            : throw new InvalidOperationException($"chan_sip's peers, the last that is read, are missing\n{output}");
    }
}
