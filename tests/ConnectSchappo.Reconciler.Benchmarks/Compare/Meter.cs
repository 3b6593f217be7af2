using System.Globalization;
using ConnectSchappo.Reconciler.Benchmarks.Lab;

namespace ConnectSchappo.Reconciler.Benchmarks.Compare;

/// <summary>
/// Counts what a command costs on this host and on a box. perf gives the time, and counts in the box's control group: of the kernel's
/// tracepoints, task_newtask without threads is a process, and sched_process_exec a program.
/// </summary>
/// <param name="box">Nothing else may use it meanwhile.</param>
/// <param name="ours">The control group of what runs on this host.</param>
internal sealed class Meter(Box box, ControlGroup ours)
{
    private const string Processes = "task:task_newtask";
    private const string Programs = "sched:sched_process_exec";
    private const string Time = "duration_time";
    private const int Thread = 0x10000; // CLONE_THREAD

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    private Cost idle = new(1, 0, 0, 0, 0, 0, 0);

    /// <summary>Runs a command that must succeed: its cost without what an idle box uses, and what it printed.</summary>
    public async Task<(Cost Cost, string Output)> Run(params string[] command)
    {
        var (cost, output) = await Count(ours.Inside(command));
        return (cost.Without(idle), output);
    }

    /// <summary>Measures what is used while nothing is done; later costs are without that.</summary>
    public async Task Idle(TimeSpan time) => (idle, _) = await Count(Sleep(time));

    /// <summary>What is used in a time, without what an idle box uses.</summary>
    public async Task<Cost> Watch(TimeSpan time) => (await Count(Sleep(time))).Cost.Without(idle);

    private static string[] Sleep(TimeSpan time) => ["sleep", time.TotalSeconds.ToString(CultureInfo.InvariantCulture)];

    private async Task<(Cost Cost, string Output)> Count(string[] command)
    {
        var counts = Path.GetTempFileName();
        try
        {
            var (cpu, boxCpu, traffic) = (ours.Cpu(), box.Group.Cpu(), box.Traffic());
            var result = await Shell.Must(Deadline, [
                "perf", "stat", "--all-cpus", "-x,", "--output", counts,
                "-e", Processes, "--filter", $"!(clone_flags & {Thread})", "-e", Programs, "-e", Time,
                "-G", $"{box.Group.Name},{box.Group.Name}", "--", .. command,
            ]);
            var (sent, received) = box.Traffic();
            var lines = await File.ReadAllLinesAsync(counts);
            return (
                new Cost(
                    Of(lines, Time) / 1e9, ours.Cpu() - cpu, box.Group.Cpu() - boxCpu,
                    sent - traffic.Sent, received - traffic.Received, Of(lines, Processes), Of(lines, Programs)),
                result.Output);
        }
        finally
        {
            File.Delete(counts);
        }
    }

    // A line is VALUE,UNIT,EVENT,...
    private static double Of(string[] lines, string name) =>
        double.Parse(lines.Select(line => line.Split(',')).Single(f => f.Length > 2 && f[2] == name)[0], CultureInfo.InvariantCulture);
}
