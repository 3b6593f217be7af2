using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ConnectSchappo.Reconciler.Reporting.Lines;

/// <summary>Lines for people on standard output, in the local time.</summary>
internal sealed class TextFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "reconciler-text";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter) =>
        textWriter.WriteLine(LogLine.Text(
            time.GetLocalNow(), logEntry.LogLevel, logEntry.EventId, logEntry.Formatter(logEntry.State, logEntry.Exception),
            logEntry.Exception));
}
