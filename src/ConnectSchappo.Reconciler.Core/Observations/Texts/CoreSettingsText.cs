using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>Reads what <c>core show settings</c> prints, lines <c>Label: value</c>. Seen on Asterisk 16.28.</summary>
public static class CoreSettingsText
{
    internal const string Command = "core show settings";

    public static Fact<string> ConfigDirectory(IEnumerable<string> lines) => After(lines, "Configuration directory:");

    /// <summary>Date and time of the start, as the command line prints them.</summary>
    public static Fact<string> Started(IEnumerable<string> lines) => After(lines, "Startup time:");

    private static Fact<string> After(IEnumerable<string> lines, string label) =>
        lines.Select(l => l.Trim()).FirstOrDefault(l => l.StartsWith(label, StringComparison.Ordinal)) is { } line && line[label.Length..]
            .Trim() is { Length: > 0 } value
            ? Fact.Known(value)
            : Fact.Unknown<string>($"no answer to {Command}");
}
