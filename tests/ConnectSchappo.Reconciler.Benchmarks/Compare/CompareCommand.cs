using System.CommandLine;
using System.Globalization;
using ConnectSchappo.Reconciler.Benchmarks.Lab;

namespace ConnectSchappo.Reconciler.Benchmarks.Compare;

/// <summary>The command <c>compare</c>: what the program costs beside Ansible and beside the floor, in one run on one machine.</summary>
internal static class CompareCommand
{
    private const int MostRuns = 1000;
    private const int MostExtensions = 10_000;
    private const int CannotRun = 69;
    private const double QuietLoad = 1;

    private static readonly TimeSpan InstallTime = TimeSpan.FromMinutes(15);

    public static Command Make()
    {
        var runs = Ask.ForNumber("--runs", "how often each thing is measured", 1, MostRuns, otherwise: 5);
        var sizes = Ask.ForNumbers("--extensions", "the numbers of extensions of the boxes", MostExtensions, [1, 200]);
        var busy = new Option<bool>("--busy") { Description = "measure although the load average is above 1" };
        var package = Ask.ForFile("--package", "the Debian package to measure, instead of making one");
        var command = new Command("compare", "what the program costs beside Ansible and beside the floor") { runs, sizes, busy, package };
        command.SetAction((words, _) => Run(new CompareOptions(
            words.GetValue(runs), words.GetValue(sizes)!, words.GetValue(busy), words.GetValue(package)?.FullName)));
        return command;
    }

    private static async Task<int> Run(CompareOptions options)
    {
        var load = await CompareReport.Load();
        if (load > QuietLoad && !options.Busy)
        {
            return Refuse(string.Create(
                CultureInfo.InvariantCulture,
                $"the load average of this machine is {load}, so times would say nothing. A build counts too: wait for a minute after it. "
                + $"--busy measures all the same"));
        }

        if (await Box.Obstacle() is { } obstacle)
        {
            return Refuse(obstacle.Trim());
        }

        await Install(("ansible-playbook", "ansible"), ("perf", "linux-perf"));
        var folder = Directory.CreateTempSubdirectory("compare-").FullName;
        try
        {
            await using var group = ControlGroup.Make($"{Box.Prefix}host");
            var program = await PackagedProgram.Unpack(options.Package, folder);
            List<Measurement> measurements = [];
            foreach (var extensions in options.Sizes)
            {
                var part = Directory.CreateDirectory(Path.Combine(folder, $"{extensions}")).FullName;
                measurements.AddRange(await new Comparison(options, program, group, extensions).Run(part));
            }

            await CompareReport.Print(measurements, options.Runs, load);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static int Refuse(string reason)
    {
        Console.Error.WriteLine($"compare: {reason}");
        return CannotRun;
    }

    private static async Task Install(params (string Program, string Package)[] needs)
    {
        string[] missing = [.. needs.Where(n => !File.Exists($"/usr/bin/{n.Program}")).Select(n => n.Package)];
        if (missing is not [])
        {
            await Shell.Must(InstallTime, "apt-get", "-q", "update");
            await Shell.Must(
                InstallTime,
                ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "install", "-y", "--no-install-recommends", .. missing]);
        }
    }
}
