using System.Runtime.CompilerServices;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Subjects;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired;

/// <summary>
/// A document of the corpus in Cases. What is expected of it stands in its own comments, one line a problem:
/// <c># expect DS040 at 7:13</c>. A file of Cases/bad is refused, one of Cases/good is taken (warnings may be expected).
/// </summary>
public sealed record DesiredStateCase(string Name, string Yaml)
{
    public static string Folder { get; } = Path.Combine(Here(), "Cases");

    /// <summary>The repository's own desired-state.yaml.</summary>
    public static string Sample => File.ReadAllText(Path.Combine(Folder, "../../../../desired-state.yaml"));

    public IEnumerable<string> Expected => Yaml.Split('\n')
        .Where(l => l.StartsWith("# expect ", StringComparison.Ordinal))
        .Select(l => l["# expect ".Length..].Trim());

    public static DesiredStateCase Load(string name) => new(name, File.ReadAllText(Path.Combine(Folder, name)));

    public static TheoryData<string> Names(string folder)
    {
        var names = new TheoryData<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, folder), "*.yaml").Order(StringComparer.Ordinal))
        {
            names.Add($"{folder}/{Path.GetFileName(file)}");
        }

        return names;
    }

    public DesiredReading Read() => DesiredStateReader.Read(Name, Yaml);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
