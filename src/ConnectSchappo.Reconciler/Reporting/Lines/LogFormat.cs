namespace ConnectSchappo.Reconciler.Reporting.Lines;

/// <summary>How the log is written.</summary>
internal enum LogFormat
{
    /// <summary>A line an event on standard output, for people.</summary>
    Text,

    /// <summary>A JSON object a line on standard output, with every field of the event.</summary>
    Json,

    /// <summary>The journal's native protocol: every field of an event is a field of its entry.</summary>
    Journal,
}
