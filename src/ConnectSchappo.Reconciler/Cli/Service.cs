using System.CommandLine;
using System.Runtime.InteropServices;
using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Reporting.Lines;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// The life of the daemon's process. SIGHUP makes it read its settings anew: another daemon in the same process takes the place of
/// the one before, which finishes what it has under way first. Settings that cannot be used leave the old ones in force.
/// </summary>
internal sealed class Service : IDisposable
{
    private const string Reload = "the reload";

    /// <summary>A change under way, and more, ends within this.</summary>
    private static readonly TimeSpan LongestReload = TimeSpan.FromMinutes(20);

    private readonly RunCommand options;
    private readonly Heartbeats heartbeats = new(TimeProvider.System);
    private readonly ServiceManager manager;
    private readonly ILoggerFactory loggers;
    private readonly ILogger logger;

    private Service(RunCommand options, LogFormat? format)
    {
        this.options = options;
        manager = new ServiceManager(heartbeats, TimeProvider.System);
        loggers = LoggerFactory.Create(builder => builder.AddLines(format));
        logger = loggers.CreateLogger("reconciler");
        manager.LogTo(logger);
    }

    public static async Task<int> Run(RunCommand options, ParseResult parse, CancellationToken stopping)
    {
        using var service = new Service(options, options.LogFormat(parse));
        return await service.Run(parse, stopping);
    }

    public void Dispose()
    {
        manager.Dispose();
        loggers.Dispose();
    }

    private async Task<int> Run(ParseResult parse, CancellationToken stopping)
    {
        using var asked = new SemaphoreSlim(0, 1);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            Wake(asked);
        });
        var (next, code) = await Preparation.Make(options, parse, inPlaceOf: null, Console.Error, stopping);
        while (next is { } current)
        {
            next = null;
            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            using var daemon = current.Daemon(heartbeats, manager, logger);
            var running = daemon.Run(leaving.Token);
            while (next is null && await Reloads(asked, running, stopping))
            {
                next = await Prepare(parse, current, stopping);
            }

            if (next is null && !running.IsCompleted)
            {
                manager.Stopping();
            }

            await leaving.CancelAsync();
            code = await End(running);
            heartbeats.End(Reload);
        }

        return code;
    }

    // Whether new settings are asked for; not so when it is time to end.
    private static async Task<bool> Reloads(SemaphoreSlim asked, Task running, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var waiting = asked.WaitAsync(ended.Token);
        await Task.WhenAny(waiting, running);
        await ended.CancelAsync();
        return waiting.IsCompletedSuccessfully && !running.IsCompleted && !stopping.IsCancellationRequested;
    }

    // The next daemon, or null, and told, where the settings cannot be used.
    private async Task<Preparation?> Prepare(ParseResult parse, Preparation current, CancellationToken stopping)
    {
        manager.Reloading();
        heartbeats.Beat(Reload, LongestReload);
        using var problems = new StringWriter();
        var again = parse.RootCommandResult.Command.Parse([.. parse.Tokens.Select(t => t.Value)]);
        foreach (var error in again.Errors)
        {
            await problems.WriteLineAsync(error.Message);
        }

        var next = again.Errors.Count > 0 ? null : (await Preparation.Make(options, again, current, problems, stopping)).Made;
        if (next is not null)
        {
            await Console.Error.WriteAsync(problems.ToString()); // warnings, as at the start
            logger.SettingsAccepted();
            return next;
        }

        logger.SettingsRefused(problems.ToString().Trim().ReplaceLineEndings(" "));
        heartbeats.End(Reload);
        manager.Ready();
        return null;
    }

    private async Task<int> End(Task running)
    {
        try
        {
            await running;
            return ExitCode.Converged;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            logger.Crashed(error);
            return ExitCode.Error;
        }
    }

    private static void Wake(SemaphoreSlim asked)
    {
        try
        {
            asked.Release();
        }
        catch (Exception already) when (already is SemaphoreFullException or ObjectDisposedException)
        {
            // It is asked for already, or the process is ending.
        }
    }
}
