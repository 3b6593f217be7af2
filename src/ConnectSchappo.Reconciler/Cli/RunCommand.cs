using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Reporting.Lines;
using ConnectSchappo.Reconciler.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler run</c>: the daemon.</summary>
internal static class RunCommand
{
    /// <summary>A loopback port that no exporter is known to use.</summary>
    private const int MetricsPort = 29250;

    private const double LeastInterval = 1;

    public static Command Create(BoxOptions options)
    {
        var interval = new Option<double>("--interval") { HelpName = "SECONDS", Description = "The time between two looks at a box. Default: 30.", DefaultValueFactory = _ => 30 };
        var gitInterval = new Option<double>("--git-interval") { HelpName = "SECONDS", Description = "The time between two questions to a Git repository for its newest commit. Default: 30.", DefaultValueFactory = _ => 30 };
        var port = new Option<int>("--metrics-port") { HelpName = "PORT", Description = $"The port on 127.0.0.1 for Prometheus; 0 for none. Default: {MetricsPort}.", DefaultValueFactory = _ => MetricsPort };
        var command = new Command("run", "Look after the boxes until told to stop: the daemon.");
        foreach (var option in options.All)
        {
            command.Options.Add(option);
        }

        command.Options.Add(gitInterval);
        command.Options.Add(interval);
        command.Options.Add(port);
        var control = ControlOption.Create();
        command.Options.Add(control);
        var logFormat = new Option<LogFormat?>("--log-format") { HelpName = "text|json|journal", Description = "How the log is written. Default: to the journal where systemd started us, text elsewhere." };
        command.Options.Add(logFormat);
        command.SetAction((parse, cancellation) =>
        {
            var settings = new RunSettings(
                StateLoading.Names(parse.GetValue(options.Limit)),
                Seconds(parse.GetValue(interval)),
                parse.GetValue(port),
                parse.GetValue(control));
            return Run(parse, options, () => options.Source.Open(parse, Seconds(parse.GetValue(gitInterval))), settings, parse.GetValue(logFormat), cancellation);
        });
        return command;
    }

    private static TimeSpan Seconds(double given) => TimeSpan.FromSeconds(Math.Max(LeastInterval, given));

    private static async Task<int> Run(
        ParseResult parse, BoxOptions options, Func<ISource> open, RunSettings settings, LogFormat? logFormat, CancellationToken cancellation)
    {
        // Without any good revision the start fails hard; later, a bad version keeps the one in force.
        var loading = await StateLoading.ReadOrLastGood(open, parse.GetValue(options.Limit), Console.Error, cancellation);
        if (loading.State is not { } state)
        {
            return loading.ExitCode;
        }

        if (Parts.Lines(parse.GetValue(options.SshKey), parse.GetValue(options.KnownHosts)) is not { } lines)
        {
            return ExitCode.Error;
        }

        if (!IsFree(settings.MetricsPort))
        {
            await Console.Error.WriteLineAsync($"reconciler: the port {settings.MetricsPort} on 127.0.0.1 is taken: is another daemon running? Give the metrics another one by --metrics-port, or 0 for none.");
            return ExitCode.Error;
        }

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSystemd();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMinutes(3));
        builder.Logging.AddLines(logFormat);
        builder.Services.AddHostedService(services => new Daemon(
            settings,
            loading.Source!,
            new FirstState(loading.Revision!, state, loading.InsteadOf),
            new BoxLoopParts(
                lines,
                Parts.Secrets(parse.GetValue(options.Secrets), parse.GetValue(options.SecretCommand)),
                new ReconcilerMetrics(),
                services.GetRequiredService<ILoggerFactory>().CreateLogger("reconciler"),
                settings.Interval,
                Random.Shared,
                TimeProvider.System)));
        using var host = builder.Build();
        var daemon = host.Services.GetServices<IHostedService>().OfType<Daemon>().Single();
        await host.RunAsync(cancellation);

        // A background service that fails stops the host with exit code 0 on .NET 10 (dotnet/runtime#67146): systemd must see it.
        return daemon.ExecuteTask is { IsFaulted: true } ? ExitCode.Error : ExitCode.Converged;
    }

    private static bool IsFree(int port)
    {
        if (port == 0)
        {
            return true;
        }

        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
