using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Subjects.Modules;

/// <summary>What a box's desired state says of modules.conf.</summary>
public static class ModulesOfBox
{
    extension(DesiredBox box)
    {
        /// <summary>Modules to preload, in order, as file names.</summary>
        public EquatableArray<string> Preload => box.Of<DesiredModules>().Preload;

        /// <summary>The same box, but for the modules to preload.</summary>
        internal DesiredBox WithPreload(EquatableArray<string> modules) => box.With(box.Of<DesiredModules>() with { Preload = modules });
    }
}
