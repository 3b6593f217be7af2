using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting.Lines;

/// <summary>An event as one line for a person. What a box printed cannot begin another line, nor move a terminal's cursor.</summary>
internal static class LogLine
{
    public static string Text(DateTimeOffset now, LogLevel level, EventId id, string message, Exception? error)
    {
        var line = new StringBuilder()
            .Append(now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)).Append(' ')
            .Append(Level(level).PadRight(7)).Append(' ');
        if (id.Name is { } name)
        {
            line.Append(name).Append(": ");
        }

        line.Append(Plain(message));
        if (error is not null)
        {
            // A stack is for whoever mends the program: indented, so that it is not taken for events.
            foreach (var part in error.ToString().Split('\n'))
            {
                line.Append("\n    ").Append(Plain(part.TrimEnd()));
            }
        }

        return line.ToString();
    }

    /// <summary>The level as a word.</summary>
    public static string Level(LogLevel level) => level switch
    {
        LogLevel.Information => "info",
        _ => level.ToString().ToLowerInvariant(),
    };

    private static string Plain(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => c is '\n' or '\r' or '\t' ? ' ' : char.IsControl(c) ? '?' : c)) : text;
}
