using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>A PJSIP object as one level of the file says it.</summary>
internal sealed record DeclaredObject(PjsipType Type, string Name, EquatableArray<DeclaredOption> Options, SourceLocation Place)
{
    /// <summary>Objects are merged by type and name, their options by name.</summary>
    public static EquatableArray<DeclaredObject> Merge(EquatableArray<DeclaredObject> earlier, EquatableArray<DeclaredObject> later) =>
        ByName.Merge(earlier, later, o => (o.Type, o.Name), (a, b) => a with { Options = DeclaredOption.Merge(a.Options, b.Options) });
}
