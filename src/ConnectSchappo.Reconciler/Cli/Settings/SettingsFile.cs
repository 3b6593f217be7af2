using ConnectSchappo.Reconciler.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ConnectSchappo.Reconciler.Cli.Settings;

/// <summary>
/// The daemon's settings: a YAML map from the names of options, without their dashes, to values. A variable <c>RECONCILER_...</c>
/// is asked before it, and the command line before both.
/// </summary>
internal sealed class SettingsFile
{
    private readonly Dictionary<string, (string Value, string Place)> values;

    private SettingsFile(Dictionary<string, (string Value, string Place)> values) => this.values = values;

    public IEnumerable<string> Keys => values.Keys;

    /// <exception cref="SettingsProblem">It cannot be read, or is no such map.</exception>
    public static SettingsFile Read(string path)
    {
        try
        {
            return LocalFile.IsFifo(path)
                ? throw new IOException("it is a FIFO, and settings are read several times. Name a file.")
                : Parse(path, LocalFile.Text(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SettingsProblem($"{(path.Length == 0 ? "--settings" : path)} cannot be read: {failure.Message}", failure);
        }
    }

    /// <param name="path">How the file is called in a problem.</param>
    /// <param name="text">What it holds; nothing, or comments alone, is a file without settings.</param>
    /// <exception cref="SettingsProblem">It is no map of texts, or has a key twice.</exception>
    public static SettingsFile Parse(string path, string text)
    {
        var yaml = new YamlStream();
        try
        {
            using var reader = new StringReader(text);
            yaml.Load(reader);
        }
        catch (YamlException failure)
        {
            throw new SettingsProblem(
                $"{Place(path, failure.Start)}: {failure.Message} Write one setting per line, as in interval: 30", failure);
        }

        if (yaml.Documents.Count == 0)
        {
            return new SettingsFile([]);
        }

        if (yaml.Documents.Count > 1 || yaml.Documents[0].RootNode is not YamlMappingNode map)
        {
            var where = Place(path, yaml.Documents[^1].RootNode.Start);
            throw new SettingsProblem($"{where}: the settings must be one map. Write one setting per line, as in interval: 30");
        }

        return new SettingsFile(map.Children.ToDictionary(
            c => c.Key is YamlScalarNode { Value: { Length: > 0 } key }
                ? key
                : throw new SettingsProblem($"{Place(path, c.Key.Start)}: a setting needs a name."),
            c => c.Value is YamlScalarNode { Value: { Length: > 0 } value }
                ? (value, Place(path, c.Value.Start))
                : throw new SettingsProblem(
                    $"{Place(path, c.Value.Start)}: '{c.Key}' has no text as its value. Give it one, or remove the line."),
            StringComparer.Ordinal));
    }

    public string? Value(string key) => values.TryGetValue(key, out var found) ? found.Value : null;

    /// <summary>The file, line and column of a value, for a problem with it.</summary>
    public string PlaceOf(string key) => values[key].Place;

    private static string Place(string path, Mark mark) => $"{path}:{mark.Line}:{mark.Column}";
}
