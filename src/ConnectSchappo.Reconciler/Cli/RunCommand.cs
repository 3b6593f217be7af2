using System.CommandLine;
using ConnectSchappo.Reconciler.Cli.Settings;
using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Reporting.Lines;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler run</c>: the daemon.</summary>
internal sealed class RunCommand
{
    private const double Day = 86_400;

    private readonly Option<double> interval =
        SettingsOption.Number("--interval", "SECONDS", "The time between two looks at a box.", 30, 1, Day);

    private readonly Option<double> gitInterval =
        SettingsOption.Number("--git-interval", "SECONDS", "The time between two questions to a Git repository for its newest commit.", 30, 1, Day);

    private readonly MetricsOptions metrics = new();

    private readonly Option<string?> control = ControlOption.OfDaemon();

    private readonly Option<string?> state = SettingsOption.Text(
        "--state", "DIR", "Where history, suspensions and what is remembered of boxes are kept. Default: $STATE_DIRECTORY; without it a restart forgets them.", StateDirectory);

    private readonly Option<LogFormat?> logFormat = SettingsOption.Word<LogFormat>(
        "--log-format", "text|json|journal", "How the log is written. Default: to the journal where systemd started us, text elsewhere.");

    private RunCommand(BoxOptions boxes) => Boxes = boxes;

    public BoxOptions Boxes { get; }

    public static Command Create(BoxOptions boxes)
    {
        var options = new RunCommand(boxes);
        var command = new Command("run", "Look after the boxes until told to stop: the daemon.");
        foreach (var option in (Option[])[.. boxes.All, options.gitInterval, options.interval, .. options.metrics.All, options.control, options.state, options.logFormat])
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, cancellation) => Service.Run(options, parse, cancellation));
        return command;
    }

    public TimeSpan GitInterval(ParseResult parse) => TimeSpan.FromSeconds(parse.GetValue(gitInterval));

    /// <summary>Of the process: a reload does not change it.</summary>
    public LogFormat? LogFormat(ParseResult parse) => parse.GetValue(logFormat);

    public RunSettings Settings(ParseResult parse) => new()
    {
        Limit = BoxChoice.Limited(parse.GetValue(Boxes.Limit)).Names,
        Interval = TimeSpan.FromSeconds(parse.GetValue(interval)),
        Metrics = metrics.Endpoint(parse),
        Control = parse.GetValue(control),
        StateFolder = parse.GetValue(state),
    };

    private static string? StateDirectory() => Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } given ? given.Split(':')[0] : null;
}
