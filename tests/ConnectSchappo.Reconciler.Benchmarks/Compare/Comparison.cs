using ConnectSchappo.Reconciler.Benchmarks.Lab;

namespace ConnectSchappo.Reconciler.Benchmarks.Compare;

/// <summary>
/// The packaged program beside Ansible and beside the floor, on boxes of the lab with one number of extensions. What is compared takes
/// turns, so that a change of the machine's load meets all.
/// </summary>
internal sealed class Comparison(CompareOptions options, PackagedProgram program, ControlGroup group, int extensions)
{
    private const string Ours = "reconciler";
    private const string Theirs = "ansible";
    private const string Least = "floor";

    // The control socket is new when Asterisk starts again; it answers before it is there.
    private const string RestartScript = """
        born() { stat -c '%i %z' /var/run/asterisk/asterisk.ctl 2>/dev/null; }
        before=$(born)
        asterisk -rx 'core restart now' >/dev/null
        until [ "$(born)" != "$before" ] && asterisk -rx 'core waitfullybooted' 2>/dev/null | grep -q 'fully booted'; do sleep 0.02; done
        """;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(10);

    private readonly List<Measurement> measurements = [];

    /// <summary>Boots the boxes, measures, and takes them down.</summary>
    /// <param name="folder">For files; its path is short.</param>
    public async Task<IReadOnlyList<Measurement>> Run(string folder)
    {
        Box? ours = null, theirs = null;
        try
        {
            for (var run = 0; run < options.Runs; run++)
            {
                ours = await Box.Up("program");
                theirs = await Box.Up("ansible");
                await Converge(Folder(folder, run), ours, theirs);
            }

            await Look(Folder(folder, options.Runs - 1), ours!, theirs!);
        }
        finally
        {
            foreach (var box in (Box?[])[ours, theirs])
            {
                await (box?.DisposeAsync() ?? ValueTask.CompletedTask);
            }
        }

        return measurements;
    }

    private static string Folder(string parent, int run) => Directory.CreateDirectory(Path.Combine(parent, $"{run}")).FullName;

    private async Task Converge(string folder, Box ours, Box theirs)
    {
        var (meter, playbook) = (new Meter(ours, group), new Playbook(folder, theirs, extensions));
        var files = BoxFiles.Of(folder, ours, extensions);
        The("a factory box converges", Ours).Add((await meter.Run(program.Apply(files))).Cost);
        The("Asterisk restarts", Least).Add((await meter.Run(ours.Inside(RestartScript))).Cost);
        The("a factory box converges", Theirs).Add(await playbook.Converge(new Meter(theirs, group)));
        await playbook.Disconnect();
    }

    private async Task Look(string folder, Box ours, Box theirs)
    {
        var (onOurs, onTheirs) = (new Meter(ours, group), new Meter(theirs, group));
        var (files, playbook) = (BoxFiles.Of(folder, ours, extensions), new Playbook(folder, theirs, extensions));
        var floor = new Floor(folder, theirs, group);
        await onOurs.Idle(IdleTime);
        await onTheirs.Idle(IdleTime);
        for (var run = 0; run < options.Runs; run++)
        {
            The("--version", Ours).Add((await onOurs.Run(program.Version)).Cost);
            The("validate", Ours).Add((await onOurs.Run(program.Validate(files.DesiredState))).Cost);
            The("look, new connection", Ours).Add((await onOurs.Run(program.Plan(files))).Cost);
            The("look, new connection", Theirs).Add(await playbook.Check(onTheirs));
            The("look, new connection", Least).Add(await floor.Read(onTheirs));
            The("look, open connection", Theirs).Add(await playbook.Check(onTheirs));
            await playbook.Disconnect();
            await floor.Connect();
            The("look, open connection", Least).Add(await floor.Read(onTheirs));
            await floor.Disconnect();
        }

        await new DaemonWork(program, files, onOurs, group)
            .Measure(The("check for signs of a change", Ours), The("look, open connection", Ours), options.Runs);
    }

    private Measurement The(string what, string by)
    {
        if (measurements.Find(m => m.What == what && m.By == by) is { } known)
        {
            return known;
        }

        var first = new Measurement(what, by, extensions);
        measurements.Add(first);
        return first;
    }
}
