namespace ConnectSchappo.Reconciler.Benchmarks.Fleet;

/// <summary>What one daemon with a number of boxes uses.</summary>
/// <param name="Boxes">How many boxes that are well.</param>
/// <param name="Bad">How many beside them that hang, drip or flood.</param>
/// <param name="FirstRound">Seconds from the start until each box was observed in full and found in sync.</param>
/// <param name="FirstRoundCpu">Seconds of CPU of the daemon in that time.</param>
/// <param name="Memory">Its resident memory afterwards, in MB.</param>
/// <param name="Threads">Its threads.</param>
/// <param name="Sockets">Its sockets.</param>
/// <param name="Cpu">The part of one core that it uses while nothing changes.</param>
/// <param name="Checks">How many checks a second it made then.</param>
/// <param name="Return">Seconds from the end of an outage of all boxes until each was in sync again.</param>
/// <param name="ReturnCpu">Seconds of CPU of the daemon in that time.</param>
/// <param name="SlowestAnswer">How long its metrics took to answer at most, the outage included, in seconds.</param>
/// <param name="SlowestRefusal">How long a connection took at most beside each of them that the kernel refused, in seconds.</param>
internal sealed record FleetRow(
    int Boxes, int Bad, double FirstRound, double FirstRoundCpu, double Memory, int Threads, int Sockets, double Cpu, double Checks,
    double Return, double ReturnCpu, double SlowestAnswer, double SlowestRefusal);
