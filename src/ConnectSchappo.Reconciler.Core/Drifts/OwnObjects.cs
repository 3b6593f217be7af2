using System.Text;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>What a file of ours holds, object by object, read from the file alone.</summary>
public static class OwnObjects
{
    /// <summary>The objects of a file; none where there is no such file.</summary>
    public static IReadOnlyDictionary<ResourceId, OwnObject> Read(Subject subject, ReadOnlyMemory<byte>? file)
    {
        var objects = new Dictionary<ResourceId, OwnObject>();
        foreach (var found in file is { Length: > 0 } bytes ? subject.Read(bytes) : [])
        {
            objects.TryAdd(found.Object, found);
        }

        return objects;
    }

    /// <summary>The objects in which two contents of a file differ, be it that one of them lacks it.</summary>
    public static IReadOnlySet<ResourceId> Changed(Subject subject, ReadOnlyMemory<byte>? before, ReadOnlyMemory<byte>? after)
    {
        var (one, other) = (Read(subject, before), Read(subject, after));
        return one.Keys.Union(other.Keys).Where(o => one.GetValueOrDefault(o) != other.GetValueOrDefault(o)).ToHashSet();
    }

    /// <summary>All lines of a file of Asterisk's as the settings of its subject.</summary>
    internal static IEnumerable<OwnObject> Settings(Subject subject, ReadOnlyMemory<byte> file) =>
        Sections(subject.ConfigFile!, file).Select(s => new OwnObject(new SettingsId(subject), s.Entries.Select(Line).ToEquatableArray()));

    /// <summary>The sections of a file of Asterisk's.</summary>
    internal static IEnumerable<ConfSection> Sections(ConfigFile configFile, ReadOnlyMemory<byte> file)
    {
        var text = Encoding.UTF8.GetString(file.Span);

        // By itself a section that only adds to one has nothing to add to.
        var whole = text.Contains("](+)\n", StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes($"[{configFile.SharedSection}]\n{text}")
            : file;
        return ConfTree.Load(new ConfFileSet([ConfDocument.Parse(configFile.Own, whole)]), configFile.Own).Sections;
    }

    internal static KeyValuePair<string, string> Line(ConfEntry entry) => KeyValuePair.Create(entry.Key, entry.Value);
}
