using System.Text;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>What a file of ours holds, object by object, read from the file alone.</summary>
public static class OwnObjects
{
    /// <summary>The objects of a file; none where there is no such file.</summary>
    public static IReadOnlyDictionary<ResourceId, OwnObject> Read(Subject subject, ReadOnlyMemory<byte>? file)
    {
        var objects = new Dictionary<ResourceId, OwnObject>();
        foreach (var found in file is { Length: > 0 } bytes ? subject == Subject.Fail2ban ? Jails(bytes) : Sections(subject, bytes) : [])
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

    private static IEnumerable<OwnObject> Sections(Subject subject, ReadOnlyMemory<byte> bytes)
    {
        var chain = subject.Chain!;
        var text = Encoding.UTF8.GetString(bytes.Span);

        // By itself a section that only adds to one has nothing to add to.
        var whole = text.Contains("](+)\n", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes($"[{chain.SharedSection}]\n{text}") : bytes;
        foreach (var section in ConfTree.Load(new ConfFileSet([ConfDocument.Parse(chain.Own, whole)]), chain.Own).Sections)
        {
            var options = section.Entries.Select(e => KeyValuePair.Create(e.Key, e.Value));
            if (subject != Subject.Pjsip)
            {
                yield return new OwnObject(new ResourceId.Settings(subject), options.ToEquatableArray());
            }
            else if (section.Last("type") is { } type && PjsipTypes.Named(type.Value.Trim()) is { } known)
            {
                yield return new OwnObject(
                    new ResourceId.Pjsip(known, section.Name), options.Where(o => !o.Key.Equals("type", StringComparison.OrdinalIgnoreCase)).ToEquatableArray());
            }
        }
    }

    private static IEnumerable<OwnObject> Jails(ReadOnlyMemory<byte> bytes) =>
    [
        new(new ResourceId.Settings(Subject.Fail2ban), JailFile.Parse(OwnFile.Jail, bytes).Options
            .Select(o => KeyValuePair.Create(o.Section == JailTree.Default ? o.Name : $"{o.Section}/{o.Name}", o.Value)).ToEquatableArray()),
    ];
}
