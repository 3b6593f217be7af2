using System.Runtime.CompilerServices;

namespace ConnectSchappo.Reconciler.Tests;

/// <summary>The files of the repository that tests are about.</summary>
internal static class Repository
{
    public static string Path(string name) => System.IO.Path.Combine(Root(), name);

    public static string Text(string name) => File.ReadAllText(Path(name));

    private static string Root([CallerFilePath] string file = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, "../.."));
}
