namespace ConnectSchappo.Reconciler.Tests.Reporting.Watching;

/// <summary>Prometheus and promtool, where somebody installed them or tests/run unpacked them.</summary>
internal static class PrometheusTools
{
    public const string Missing = "needs promtool and prometheus: tests/run unpacks them on Debian as root";

    /// <summary>The program's path; null where there is none.</summary>
    public static string? Find(string program)
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Append(Path.Combine(cache, "pbx-reconciler/prometheus/usr/bin"))
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
    }
}
