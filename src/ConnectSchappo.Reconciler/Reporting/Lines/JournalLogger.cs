using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting.Lines;

/// <summary>Writes a category's events into the journal.</summary>
internal sealed class JournalLogger(string category, JournalProvider journal) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var message = formatter(state, exception);
        journal.Write(
            JournalEntry.Bytes(logLevel, category, eventId, message, exception, LogField.Of(state)),
            now => LogLine.Text(now, logLevel, eventId, message, exception));
    }
}
