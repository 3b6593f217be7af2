using System.Diagnostics;
using ConnectSchappo.Reconciler.Benchmarks.Compare;

namespace ConnectSchappo.Reconciler.Benchmarks.Fleet;

/// <summary>The command <c>fleet</c>: what one daemon uses for many boxes, by their number.</summary>
internal static class FleetCommand
{
    private const int WrongUsage = 2;
    private const int CannotRun = 69;

    /// <summary>After its first rounds the runtime goes on optimising what they ran.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(45);

    /// <summary>Until what the logins of a daemon that is gone have left on the boxes is gone too.</summary>
    private static readonly TimeSpan LogoutTime = TimeSpan.FromSeconds(10);

    /// <summary>Two intervals.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    public static async Task<int> Run(string[] words)
    {
        if (FleetOptions.Of(words) is not { } options)
        {
            return Refuse(WrongUsage, FleetOptions.Usage);
        }

        if (await Box.Obstacle() is { } obstacle)
        {
            return Refuse(CannotRun, obstacle.Trim());
        }

        var (folder, load) = (Directory.CreateTempSubdirectory("fleet-").FullName, await CompareReport.Load());
        List<FleetBox> boxes = [];
        try
        {
            await using var group = ControlGroup.Make($"{Box.Prefix}fleet");
            var program = await PackagedProgram.Unpack(options.Package, folder);
            for (var index = 0; index < FleetBox.Count; index++)
            {
                boxes.Add(await FleetBox.Up(index, program, Path.Combine(folder, $"box-{index}")));
            }

            List<FleetRow> rows = [];
            foreach (var size in options.Sizes)
            {
                var part = Directory.CreateDirectory(Path.Combine(folder, $"{size}")).FullName;
                rows.Add(await Measure(size, boxes, program, group, part));
                await Task.Delay(LogoutTime);
                await Console.Error.WriteLineAsync($"fleet: {rows[^1]}");
            }

            await FleetPage.Write(rows, load, options.Page);
        }
        finally
        {
            foreach (var box in boxes)
            {
                await box.DisposeAsync();
            }

            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task<FleetRow> Measure(
        int size, List<FleetBox> boxes, PackagedProgram program, ControlGroup group, string folder)
    {
        // Each of the boxes stands for as many as the others, or for one more.
        var named = boxes.SelectMany((box, index) => box.Boxes((size + boxes.Count - 1 - index) / boxes.Count)).ToList();
        var files = new BoxFiles(folder, boxes[0].Key, string.Join('\n', boxes.Select(b => b.HostKeys)), named, extensions: 1);
        var (began, cpu) = (Stopwatch.StartNew(), group.Cpu());
        await using var daemon = FleetDaemon.Start(program, group, files);
        await daemon.FirstRounds(size);
        var (firstRound, firstRoundCpu) = (began.Elapsed.TotalSeconds, daemon.Cpu - cpu);

        await Task.Delay(SettleTime);
        var (checks, before) = (await daemon.Checks(), daemon.Cpu);
        await Task.Delay(Window);
        var steady = (daemon.Cpu - before) / Window.TotalSeconds;
        checks = (await daemon.Checks() - checks) / Window.TotalSeconds;
        var (memory, threads, sockets) = daemon.Size();

        await Task.WhenAll(boxes.Select(b => b.Cut(cut: true)));
        await daemon.AreInSync(0);
        await Task.WhenAll(boxes.Select(b => b.Cut(cut: false)));
        (began, cpu) = (Stopwatch.StartNew(), daemon.Cpu);
        await daemon.AreInSync(size);
        return new FleetRow(
            size, firstRound, firstRoundCpu, memory, threads, sockets, steady, checks, began.Elapsed.TotalSeconds, daemon.Cpu - cpu,
            daemon.SlowestAnswer);
    }

    private static int Refuse(int code, string reason)
    {
        Console.Error.WriteLine($"fleet: {reason}");
        return code;
    }
}
