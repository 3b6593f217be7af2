using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Modules;

/// <summary>A module, by its file's name.</summary>
public sealed record ModuleId(string File) : ResourceId(ModulesSubject.Instance)
{
    public override string Name => File;
}
