using System.CommandLine;
using ConnectSchappo.Reconciler.Benchmarks.Compare;
using ConnectSchappo.Reconciler.Benchmarks.Lab;

namespace ConnectSchappo.Reconciler.Benchmarks.Fleet;

/// <summary>The command <c>fleet</c>: what one daemon uses for many boxes, by their number.</summary>
internal static class FleetCommand
{
    private const int CannotRun = 69;

    /// <summary>Until what the logins of a daemon that is gone have left on the boxes is gone too.</summary>
    private static readonly TimeSpan LogoutTime = TimeSpan.FromSeconds(10);

    public static Command Make()
    {
        var sizes = Ask.ForNumbers("--boxes", "the numbers of boxes", FleetBox.Count * FleetBox.Most, [10, 30, 100, 300, 1000]);
        var withBad = Ask.ForNumber(
            "--with-bad", "the number of boxes that is measured beside three bad ones too; 0 for none", 0, FleetBox.Count * FleetBox.Most,
            otherwise: 100);
        var package = Ask.ForFile("--package", "the Debian package to measure, instead of making one");
        var page = Ask.ForFile("--page", "the page to write the table to; the picture is written beside it");
        var command = new Command("fleet", "what one daemon uses for many boxes") { sizes, withBad, package, page };
        command.SetAction((words, _) => Run(new FleetOptions(
            words.GetValue(sizes)!, words.GetValue(withBad), words.GetValue(package)?.FullName, words.GetValue(page)?.FullName)));
        return command;
    }

    private static async Task<int> Run(FleetOptions options)
    {
        if (await Box.Obstacle() is { } obstacle)
        {
            await Console.Error.WriteLineAsync($"fleet: {obstacle.Trim()}");
            return CannotRun;
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
            var measured = options.Sizes.Select(size => (size, 0)).Append((options.WithBad, FleetBox.Bad.Count));
            foreach (var (size, bad) in measured.Where(m => m.Item1 > 0))
            {
                var part = Directory.CreateDirectory(Path.Combine(folder, $"{rows.Count}")).FullName;
                rows.Add(await new FleetMeasurement(boxes, program, group, part).Measure(size, bad));
                await Task.Delay(LogoutTime);
                await Console.Error.WriteLineAsync($"fleet: {rows[^1]}");
            }

            await FleetPage.Write(rows, await SshNetAlone.Measure(boxes), load, options.Page);
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
}
