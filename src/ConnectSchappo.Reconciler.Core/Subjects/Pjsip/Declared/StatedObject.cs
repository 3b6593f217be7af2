using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>A PJSIP object as one level of the file says it.</summary>
internal sealed record StatedObject(PjsipType Type, string Name, EquatableArray<StatedOption> Options, YamlPlace Place)
{
    /// <summary>Objects are merged by type and name, their options by name.</summary>
    public static EquatableArray<StatedObject> Merge(EquatableArray<StatedObject> earlier, EquatableArray<StatedObject> later) =>
        ByName.Merge(earlier, later, o => (o.Type, o.Name), (a, b) => a with { Options = StatedOption.Merge(a.Options, b.Options) });
}
