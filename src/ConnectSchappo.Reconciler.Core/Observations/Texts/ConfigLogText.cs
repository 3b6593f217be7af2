using System.Globalization;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>
/// Reads the lines of Asterisk's log that say which configuration it did not take. Formats of config.c, config_options.c and
/// res_sorcery_config.c, seen on Asterisk 16.28.
/// </summary>
public static partial class ConfigLogText
{
    /// <summary>Characters of a complaint that are kept: a line of a configuration file that it quotes may have 8,190.</summary>
    private const int MostTold = 1000;

    public static EquatableArray<ConfigComplaint> Parse(string text)
    {
        var complaints = new List<ConfigComplaint>();
        string? cause = null;
        foreach (var line in TextLines.Of(text).Select(l => Line().Match(l)).Where(m => m.Success))
        {
            var message = line.Groups["message"].Value.Trim();
            message = message.Length > MostTold ? message[..MostTold] : message;
            DateTime? time = DateTime.TryParseExact(
                line.Groups["time"].Value, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
                ? at
                : null;
            if (Object().Match(message) is { Success: true } refused)
            {
                complaints.Add(new ConfigComplaint(time, refused.Groups["type"].Value, refused.Groups["id"].Value, cause ?? message));
                cause = null;
            }
            else if (Duplicate().Match(message) is { Success: true } twice)
            {
                complaints.Add(new ConfigComplaint(time, twice.Groups["type"].Value, null, message));
            }
            else if (IsCause(message))
            {
                cause = message; // told just before the object that it cost
            }
            else if (IsOfFile(message))
            {
                complaints.Add(new ConfigComplaint(time, null, null, message));
            }
        }

        return complaints.Distinct().ToEquatableArray();
    }

    private static bool IsCause(string message) =>
        message.StartsWith("Error parsing ", StringComparison.Ordinal)
            || message.StartsWith("Could not find option suitable", StringComparison.Ordinal);

    private static bool IsOfFile(string message) =>
        message.StartsWith("parse error:", StringComparison.Ordinal)
        || message.EndsWith("does not exist.", StringComparison.Ordinal)
        || message.Contains("are invalid and cannot be parsed", StringComparison.Ordinal)
        || message.StartsWith("Unterminated comment", StringComparison.Ordinal);

    [GeneratedRegex(@"^\[(?<time>[^\]]*)\] (?:ERROR|WARNING|NOTICE)\[\d+\](?:\[C-[0-9a-f]+\])? [\w/]+\.c: (?<message>.*)$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();

    [GeneratedRegex("^Could not create an object of type '(?<type>[^']*)' with id '(?<id>[^']*)'", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Object();

    [GeneratedRegex("configuration contains a duplicate object: '[^']*' of type '(?<type>[^']*)'", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Duplicate();
}
