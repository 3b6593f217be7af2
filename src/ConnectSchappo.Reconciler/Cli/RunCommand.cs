using System.CommandLine;
using ConnectSchappo.Reconciler.Cli.Settings;
using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Reporting.Lines;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler run</c>: the daemon.</summary>
internal sealed class RunCommand
{
    private const double Day = 86_400;

    private readonly Option<double> interval = SettingsOption.Number(
        "--interval", "SECONDS", "The time between two checks of a box for signs of a change.", 1, 1, Day);

    private readonly Option<double> resync = SettingsOption.Number(
        "--resync", "SECONDS", "The time after which a box in sync is observed in full though no sign tells of a change.", 60, 1, Day);

    private readonly Option<double> gitInterval = SettingsOption.Number(
        "--git-interval", "SECONDS", "The time between two queries of a Git repository for its newest commit.", 30, 1, Day);

    private readonly Option<string?> boxes = SettingsOption.Text(
        "--boxes", "BOX[,BOX]", "Only these boxes of the desired state. Default: all.", () => null);

    private readonly MetricsOptions metrics = new();

    private readonly Option<string?> control = ControlOption.OfDaemon();

    private readonly Option<string?> state = SettingsOption.Text(
        "--state", "DIR",
        "The directory for history, suspensions and the state of boxes. Default: $STATE_DIRECTORY. Without one, a restart forgets them.",
        StateDirectory);

    private readonly Option<LogFormat?> logFormat = SettingsOption.Word<LogFormat>(
        "--log-format", "text|json|journal", "How the log is written. Default: journal if systemd started the daemon, text otherwise.");

    private RunCommand(BoxOptions options)
    {
        Boxes = options;
        boxes.Validators.Add(result =>
        {
            // A value that names no box would mean all of them.
            if (result.Tokens is [{ Value: var given }] && TypedOption.IsText(given) && Names(given).Length == 0)
            {
                result.AddError(TypedOption.Wrong("--boxes", given, "BOX[,BOX]"));
            }
        });
    }

    public BoxOptions Boxes { get; }

    public static Command Create(BoxOptions boxes)
    {
        var options = new RunCommand(boxes);
        var command = new Command("run", "Run the daemon: observe and repair the boxes until it is stopped.");
        Option[] all =
        [
            .. boxes.All, options.boxes, options.gitInterval, options.interval, options.resync, .. options.metrics.All, options.control,
            options.state, options.logFormat,
        ];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, cancellation) => Service.Run(options, parse, cancellation));
        return command;
    }

    /// <summary>The boxes that it looks after; none for all.</summary>
    public IReadOnlyList<string> Named(ParseResult parse) => Names(parse.GetValue(boxes));

    public TimeSpan GitInterval(ParseResult parse) => TimeSpan.FromSeconds(parse.GetValue(gitInterval));

    /// <summary>Of the process: a reload does not change it.</summary>
    public LogFormat? LogFormat(ParseResult parse) => parse.GetValue(logFormat);

    public RunSettings Settings(ParseResult parse) => new()
    {
        Named = Named(parse),
        Pace = new Pace(TimeSpan.FromSeconds(parse.GetValue(interval)), TimeSpan.FromSeconds(parse.GetValue(resync))),
        Metrics = metrics.Endpoint(parse),
        Control = parse.GetValue(control),
        StateFolder = parse.GetValue(state),
    };

    private static string[] Names(string? given) =>
        (given ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string? StateDirectory() =>
        Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } given ? given.Split(':')[0] : null;
}
