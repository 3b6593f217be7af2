namespace ConnectSchappo.Reconciler.Benchmarks.Compare;

/// <summary>What something cost, on this host and on the box.</summary>
/// <param name="Wall">Seconds that it took.</param>
/// <param name="Cpu">Seconds of CPU, user and system, of its processes on this host, those that outlive it included.</param>
/// <param name="BoxCpu">Seconds of CPU, user and system, of all processes of the box.</param>
/// <param name="Sent">Bytes on the wire to the box, with the headers of Ethernet, IP and TCP.</param>
/// <param name="Received">Bytes on the wire from the box.</param>
/// <param name="Processes">Processes that began on the box; threads do not count.</param>
/// <param name="Programs">Programs that were loaded on the box: each successful exec.</param>
internal sealed record Cost(double Wall, double Cpu, double BoxCpu, double Sent, double Received, double Processes, double Programs)
{
    /// <summary>Without what would have been used in the same time if nothing had been done.</summary>
    public Cost Without(Cost idle)
    {
        var share = Wall / idle.Wall;
        return new Cost(
            Wall, Cpu - (share * idle.Cpu), BoxCpu - (share * idle.BoxCpu), Sent - (share * idle.Sent),
            Received - (share * idle.Received), Processes - (share * idle.Processes), Programs - (share * idle.Programs));
    }

    /// <summary>Of one of several that were done in the time; each of them took <paramref name="wall"/>.</summary>
    public Cost Each(double count, double wall) => new(
        wall, Cpu / count, BoxCpu / count, Sent / count, Received / count, Processes / count, Programs / count);
}
