using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Loader;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests;

/// <summary>Who may know whom: the picture of the house, kept by a test.</summary>
public class HouseTests
{
    private const string Program = "ConnectSchappo.Reconciler.";
    private const string Core = "ConnectSchappo.Reconciler.Core";

    private static readonly Architecture House =
        new ArchLoader().LoadAssemblies(typeof(EquatableArray).Assembly, typeof(BoxRounds).Assembly).Build();

    // A folder of the program, and the folders that it may know. Everybody may know Core.
    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["Files"] = [],
        ["Shell"] = [],
        ["Ssh"] = ["Shell"],
        ["Processes"] = [],
        ["Secrets"] = ["Files", "Processes"],
        ["Sources"] = ["Files", "Shell", "Processes"],
        ["Probes"] = [],
        ["Boxes"] = ["Shell", "Ssh", "Probes"],
        ["Applying"] = ["Shell", "Boxes"],
        ["Rounds"] = ["Shell", "Boxes", "Applying", "Secrets"],
        ["Reporting"] = ["Files", "Rounds", "Applying"],
        ["Control"] = ["Files", "Reporting"],
        ["Hosting"] = ["Files", "Control", "Ssh", "Secrets", "Sources", "Boxes", "Applying", "Rounds", "Reporting"],
        ["Cli"] =
        [
            "Files", "Shell", "Ssh", "Secrets", "Sources", "Probes", "Boxes", "Applying", "Rounds", "Reporting", "Control", "Hosting",
        ],
    };

    // The pure parts of Core, from what is known to what follows from it. Everybody may know messages.
    private static readonly Dictionary<string, string[]> CoreMayKnow = new(StringComparer.Ordinal)
    {
        ["Messages"] = [],
        ["Conf"] = [],
        ["Catalogue"] = ["Conf"],
        ["Desired"] = ["Catalogue"],
        ["Observations"] = ["Conf", "Catalogue", "Desired"],
        ["Drifts"] = ["Conf", "Catalogue", "Desired", "Observations"],
        ["Subjects"] = ["Conf", "Catalogue", "Desired", "Observations", "Drifts"],
        ["Plans"] = ["Conf", "Catalogue", "Desired", "Observations", "Drifts", "Subjects"],
        ["Acceptances"] = ["Conf", "Catalogue", "Desired", "Observations", "Drifts", "Subjects", "Plans"],
    };

    // Subjects, and those that they build upon; the list beside them knows all, and nobody but what comes after it knows the list.
    private static readonly Dictionary<string, string[]> SubjectMayKnow = new(StringComparer.Ordinal)
    {
        ["Certificates"] = [],
        ["Http"] = ["Certificates"],
        ["Rtp"] = [],
        ["Logger"] = [],
        ["ChanSip"] = [],
        ["Pjsip"] = ["Certificates", "Http", "ChanSip"],
        ["Modules"] = ["Http", "ChanSip", "Pjsip"],
        ["Fail2ban"] = [],
        ["Services"] = [],
    };

    // The folders of the desired state, each of which may know those before it.
    private static readonly string[] DesiredInOrder =
        ["", ".Yaml", ".Edits", ".Values", ".Schemas", ".Sections", ".Rules", ".Declared", ".Resolving", ".Reports"];

    public static TheoryData<string> DesiredFolders => [.. DesiredInOrder];

    public static TheoryData<string> Subjects => [.. SubjectMayKnow.Keys];

    public static TheoryData<string> Folders => [.. MayKnow.Keys];

    public static TheoryData<string> CoreFolders => [.. CoreMayKnow.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_of_the_program_knows_only_whom_it_may(string folder) =>
        Assert.Empty(Strangers(Program + folder, Program, MayKnow[folder].Append(folder).Append("Core")));

    [Theory]
    [MemberData(nameof(CoreFolders))]
    public void A_folder_of_Core_knows_only_whom_it_may(string folder) =>
        Assert.Empty(Strangers($"{Core}.{folder}", Core + ".", CoreMayKnow[folder].Append(folder).Append("Messages")));

    [Theory]
    [MemberData(nameof(Subjects))]
    public void A_subject_knows_only_whom_it_may(string subject)
    {
        const string root = $"{Core}.Subjects";
        Assert.Empty(Strangers($"{root}.{subject}", root, SubjectMayKnow[subject].Append(subject).Select(s => "." + s)));
    }

    [Theory]
    [MemberData(nameof(DesiredFolders))]
    public void A_folder_of_the_desired_state_knows_only_those_before_it(string folder)
    {
        const string root = $"{Core}.Desired";
        var known = DesiredInOrder[..(Array.IndexOf(DesiredInOrder, folder) + 1)].Select(f => root + f).ToList();
        Assert.Empty(
            from type in House.Types
            where type.Namespace?.FullName == root + folder
            from dependency in type.Dependencies
            let target = dependency.Target.Namespace?.FullName ?? ""
            where In(target, root) && !known.Contains(target, StringComparer.Ordinal)
            select $"{type.FullName} knows {dependency.Target.FullName}");
    }

    [Fact]
    public void Every_folder_of_the_desired_state_has_its_place_in_the_picture()
    {
        const string root = $"{Core}.Desired";
        var folders = House.Types.Select(t => t.Namespace?.FullName ?? "").Where(n => In(n, root)).Select(n => n[root.Length..])
            .Distinct(StringComparer.Ordinal);

        Assert.Equal(DesiredInOrder.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    // A folder is a namespace here, and one within another is another: what belongs together stands in one.
    [Fact]
    public void No_folders_of_Core_know_one_another_in_a_circle()
    {
        var knows = House.Types.Where(t => In(t.Namespace?.FullName ?? "", Core)).ToLookup(
            t => t.Namespace.FullName,
            t => t.Dependencies.Where(d => d.Target is not GenericParameter) // a T is told as that of any method that has one
                .Select(d => d.Target.Namespace?.FullName ?? "").Where(n => In(n, Core)));
        var left = knows.ToDictionary(
            k => k.Key, k => k.SelectMany(n => n).Where(n => n != k.Key).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        while (left.Where(l => l.Value.Count == 0).Select(l => l.Key).ToList() is { Count: > 0 } free)
        {
            foreach (var folder in free)
            {
                left.Remove(folder);
            }

            foreach (var others in left.Values)
            {
                others.ExceptWith(free);
            }
        }

        // Of what knows a circle without being in one nothing is told.
        while (left.Keys.Where(f => !left.Values.Any(o => o.Contains(f))).ToList() is { Count: > 0 } outside)
        {
            outside.ForEach(f => left.Remove(f));
        }

        Assert.True(left.Count == 0, string.Join("\n", left.Select(l => $"{l.Key} knows {string.Join(", ", l.Value)}")));
    }

    [Fact]
    public void Every_subject_has_its_place_in_the_picture()
    {
        const string root = $"{Core}.Subjects.";
        var subjects = House.Types.Select(t => t.Namespace?.FullName ?? "").Where(n => n.StartsWith(root, StringComparison.Ordinal))
            .Select(n => n[root.Length..].Split('.')[0]).Distinct(StringComparer.Ordinal);

        Assert.Equal(SubjectMayKnow.Keys.Order(StringComparer.Ordinal), subjects.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void A_namespace_is_the_folder_of_its_file(string root)
    {
        var strays =
            from path in Written(root, "*.cs")
            let folder = path.Split(Path.DirectorySeparatorChar)[1..^1]
            let declared = File.ReadLines(Repository.Path(path))
                .FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal))
            where declared is not null && declared != $"namespace {string.Join('.', folder)};"
            select $"{path}: {declared}";

        Assert.Empty(strays);
    }

    // Two files fit beside one another on a screen, and a person reads one in one sitting.
    [Theory]
    [InlineData("src", "*.cs")]
    [InlineData("src", "*.sh")]
    [InlineData("tests", "*.cs")]
    public void No_line_is_wider_than_140_columns_and_no_file_longer_than_300_lines(string root, string pattern)
    {
        var files = Written(root, pattern).Select(path => (Path: path, Lines: File.ReadAllLines(Repository.Path(path)))).ToList();
        var wide =
            from file in files
            from line in file.Lines.Index()
            where line.Item.Length > 140
            select $"{file.Path}:{line.Index + 1}: {line.Item.Length} columns";
        var longer = files.Where(f => f.Lines.Length > 300).Select(f => $"{f.Path}:301: {f.Lines.Length} lines");

        Assert.NotEmpty(files);
        var found = string.Join('\n', wide.Concat(longer));
        Assert.True(found.Length == 0, found);
    }

    [Fact]
    public void No_line_of_a_script_of_bash_is_wider_either()
    {
        var scripts = new[] { "deploy", "deploy/debian", "tests", "tests/lab", ".ci" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.Path(folder)))
            .Where(path => File.ReadLines(path).FirstOrDefault()?.StartsWith("#!", StringComparison.Ordinal) == true).ToList();
        var wide =
            from path in scripts
            from line in File.ReadAllLines(path).Index()
            where line.Item.Length > 140
            select $"{path}:{line.Index + 1}: {line.Item.Length} columns";

        Assert.True(scripts.Count > 4);
        var found = string.Join('\n', wide);
        Assert.True(found.Length == 0, found);
    }

    [Fact]
    public void Every_folder_has_its_place_in_the_picture()
    {
        var folders = House.Types.Select(t => t.Namespace?.FullName ?? "").Where(n => n.StartsWith(Program, StringComparison.Ordinal))
            .Select(n => n[Program.Length..].Split('.')[0]).Distinct(StringComparer.Ordinal);

        Assert.Empty(folders.Except(MayKnow.Keys.Append("Core"), StringComparer.Ordinal));
    }

    [Fact]
    public void A_catalogue_is_chosen_by_what_is_said_of_a_box_and_by_what_runs_and_nowhere_else() => Assert.Equal(
        [
            "ConnectSchappo.Reconciler.Core.Catalogue.AsteriskCatalogue",
            "ConnectSchappo.Reconciler.Core.Desired.Resolving.BoxResolution",
            "ConnectSchappo.Reconciler.Core.Desired.Rules.VersionRules",
        ],
        from type in House.Types
        where type.Dependencies.OfType<MethodCallDependency>().Any(d =>
            d.TargetMember.DeclaringType.FullName == typeof(AsteriskCatalogue).FullName && d.TargetMember.Name == "Of(System.Int32)")
        orderby type.FullName
        select type.FullName);

    [Fact]
    public void Only_Ssh_knows_SSH_NET() =>
        Assert.Empty(Users("Renci.").Where(u => !u.StartsWith(Program + "Ssh.", StringComparison.Ordinal)));

    [Fact]
    public void Core_refers_to_YamlDotNet_and_the_runtime_alone() => Assert.Empty(
        typeof(EquatableArray).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => n != "YamlDotNet" && !n.StartsWith("System.", StringComparison.Ordinal)));

    [Theory]
    [InlineData("System.IO.File")]
    [InlineData("System.IO.FileInfo")]
    [InlineData("System.IO.Directory")]
    [InlineData("System.IO.FileStream")]
    [InlineData("System.Net.Sockets.")]
    [InlineData("System.Diagnostics.Process")]
    [InlineData("System.Threading.Tasks.")]
    [InlineData("System.TimeProvider")]
    [InlineData("System.Console")]
    [InlineData("System.Random")]
    public void Core_is_pure(string impure) =>
        Assert.Empty(Users(impure).Where(u => u.StartsWith(Core, StringComparison.Ordinal)));

    // The files that people write, from the repository's root: not what a build or a package put beside them.
    private static IEnumerable<string> Written(string root, string pattern) =>
        from path in Directory.EnumerateFiles(Repository.Path(root), pattern, SearchOption.AllDirectories)
        let parts = Path.GetRelativePath(Repository.Path(root), path).Split(Path.DirectorySeparatorChar)
        where !parts.Intersect(["obj", "bin", "node_modules"], StringComparer.Ordinal).Any()
        select Path.Combine([root, .. parts]);

    private static IEnumerable<string> Users(string target) =>
        from type in House.Types
        where type.Dependencies.Any(
            d => d.Target.FullName == target || (target.EndsWith('.') && d.Target.FullName.StartsWith(target, StringComparison.Ordinal)))
        select type.FullName;

    private static IEnumerable<string> Strangers(string folder, string root, IEnumerable<string> allowed)
    {
        var known = allowed.Select(a => root + a).ToList();
        return from type in House.Types
               where In(type.Namespace?.FullName ?? "", folder) && !IsGenerated(type)
               from dependency in type.Dependencies
               let target = dependency.Target.Namespace?.FullName ?? ""
               where target.StartsWith(root, StringComparison.Ordinal) && !known.Exists(k => In(target, k))
               select $"{type.FullName} knows {dependency.Target.FullName}";
    }

    // How a type is spelled in JSON is generated, from whatever the type holds.
    private static bool IsGenerated(IType type) =>
        type is Class { BaseClass.FullName: "System.Text.Json.Serialization.JsonSerializerContext" };

    private static bool In(string space, string root) => space == root || space.StartsWith(root + ".", StringComparison.Ordinal);
}
