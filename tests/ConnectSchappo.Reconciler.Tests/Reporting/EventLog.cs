using ConnectSchappo.Reconciler.Reporting.Lines;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Tests.Reporting;

/// <summary>The events that were told, by name, with the number of attempts where one is counted.</summary>
internal sealed class EventLog : ILogger
{
    private readonly List<string> events = [];

    public List<string> Messages { get; } = [];

    /// <summary>The transaction of each event; null where it has none.</summary>
    public List<string?> Transactions { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var attempt = LogField.Of(state).FirstOrDefault(f => f.Name == "attempt").Value;
        events.Add(attempt is null || (eventId.Name == "Activated" && attempt == "1") ? eventId.Name! : $"{eventId.Name}({attempt})");
        Transactions.Add(LogField.Of(state).FirstOrDefault(f => f.Name == "transaction").Value);
        Messages.Add(formatter(state, exception));
    }

    public override string ToString() => string.Join(' ', events);
}
