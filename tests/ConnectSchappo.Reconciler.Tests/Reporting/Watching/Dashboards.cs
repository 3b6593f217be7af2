using System.Text.Json;

namespace ConnectSchappo.Reconciler.Tests.Reporting.Watching;

/// <summary>The dashboards that are shipped, and the queries in them.</summary>
internal static class Dashboards
{
    private const string Folder = "deploy/grafana";

    /// <summary>The names of their files, in order.</summary>
    public static string[] Names { get; } =
        [.. Directory.GetFiles(Repository.Path(Folder), "*.json").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public static JsonElement Board(string name) => JsonDocument.Parse(Repository.Text($"{Folder}/{name}")).RootElement;

    /// <summary>The queries of all panels, for the box <c>matriz</c> and over a minute.</summary>
    public static IEnumerable<string> Queries(string name) => Board(name).GetProperty("panels").EnumerateArray()
        .Where(p => p.TryGetProperty("targets", out _)).SelectMany(p => p.GetProperty("targets").EnumerateArray())
        .Select(t => t.GetProperty("expr").GetString()!
            .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
            .Replace("$box", "matriz", StringComparison.Ordinal));

    /// <summary>The queries by which Grafana fills the lists that a person chooses from.</summary>
    public static IEnumerable<string> Variables(string name) => Board(name).GetProperty("templating").GetProperty("list").EnumerateArray()
        .Where(v => v.GetProperty("type").GetString() == "query").Select(v => v.GetProperty("query").GetProperty("query").GetString()!);
}
