using System.Reflection;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>The version of the program.</summary>
internal static class BuildVersion
{
    public static string Text { get; } =
        typeof(BuildVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
