using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ConnectSchappo.Reconciler.Reporting.Lines;

/// <summary>Sets up where the log goes.</summary>
internal static class LogLines
{
    /// <param name="builder">The host's logging.</param>
    /// <param name="format">As somebody asked for it; null for the journal where systemd started us, text elsewhere.</param>
    public static ILoggingBuilder AddLines(this ILoggingBuilder builder, LogFormat? format)
    {
        builder.AddFilter("Microsoft", LogLevel.Warning);
        if ((format ?? Suited()) == LogFormat.Journal)
        {
            return builder.AddProvider(new JournalProvider(JournalProvider.Socket, Console.Error, TimeProvider.System));
        }

        builder.Services.AddSingleton<ConsoleFormatter>(new TextFormatter(TimeProvider.System));
        builder.Services.AddSingleton<ConsoleFormatter>(new JsonFormatter(TimeProvider.System));
        var formatter = format == LogFormat.Json ? JsonFormatter.FormatterName : TextFormatter.FormatterName;
        return builder.AddConsole(o => o.FormatterName = formatter);
    }

    private static LogFormat Suited() =>
        File.Exists(JournalProvider.Socket)
        && JournalProvider.IsOurs(Environment.GetEnvironmentVariable, path => new FileInfo(path).LinkTarget)
            ? LogFormat.Journal
            : LogFormat.Text;
}
