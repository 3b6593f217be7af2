using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Subjects.Modules;

/// <summary>What Asterisk is to load.</summary>
public sealed record DesiredModules : DesiredSection
{
    /// <summary>Modules to preload, in order, as file names.</summary>
    public EquatableArray<string> Preload { get; init; }

    /// <summary>Where each of <see cref="Preload"/> stands.</summary>
    public Places Places { get; init; } = Places.None;

    internal override void Write(YamlLines yaml, AsteriskCatalogue catalogue)
    {
        if (!Preload.IsEmpty)
        {
            yaml.Line("modules:").List(1, "preload", Preload, Places);
        }
    }
}
