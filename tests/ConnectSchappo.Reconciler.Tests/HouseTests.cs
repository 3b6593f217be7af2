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

    private static readonly Architecture House = new ArchLoader().LoadAssemblies(typeof(EquatableArray).Assembly, typeof(BoxRounds).Assembly).Build();

    // A folder of the program, and the folders that it may know. Everybody may know Core.
    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["Files"] = [],
        ["Ssh"] = [],
        ["Secrets"] = ["Files"],
        ["Sources"] = ["Files"],
        ["Probes"] = [],
        ["Boxes"] = ["Ssh", "Probes"],
        ["Applying"] = ["Boxes"],
        ["Rounds"] = ["Boxes", "Applying", "Secrets"],
        ["Reporting"] = ["Files", "Rounds", "Applying"],
        ["Control"] = ["Files", "Reporting"],
        ["Hosting"] = ["Files", "Control", "Ssh", "Secrets", "Sources", "Boxes", "Applying", "Rounds", "Reporting"],
        ["Cli"] = ["Files", "Ssh", "Secrets", "Sources", "Probes", "Boxes", "Applying", "Rounds", "Reporting", "Control", "Hosting"],
    };

    // The pure parts of Core, from what is known to what follows from it.
    private static readonly Dictionary<string, string[]> CoreMayKnow = new(StringComparer.Ordinal)
    {
        ["Conf"] = [],
        ["Catalogue"] = ["Conf"],
        ["Desired"] = ["Catalogue"],
        ["Observations"] = ["Catalogue", "Desired"],
        ["Drifts"] = ["Conf", "Catalogue", "Desired", "Observations", "Subjects"],
        ["Subjects"] = ["Conf", "Catalogue", "Desired", "Observations", "Drifts"],
        ["Plans"] = ["Conf", "Catalogue", "Desired", "Observations", "Drifts", "Subjects"],
    };

    public static TheoryData<string> Folders => [.. MayKnow.Keys];

    public static TheoryData<string> CoreFolders => [.. CoreMayKnow.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_of_the_program_knows_only_whom_it_may(string folder) =>
        Assert.Empty(Strangers(Program + folder, Program, MayKnow[folder].Append(folder).Append("Core")));

    [Theory]
    [MemberData(nameof(CoreFolders))]
    public void A_folder_of_Core_knows_only_whom_it_may(string folder) =>
        Assert.Empty(Strangers($"{Core}.{folder}", Core + ".", CoreMayKnow[folder].Append(folder)));

    [Fact]
    public void Every_folder_has_its_place_in_the_picture()
    {
        var folders = House.Types.Select(t => t.Namespace?.FullName ?? "").Where(n => n.StartsWith(Program, StringComparison.Ordinal))
            .Select(n => n[Program.Length..].Split('.')[0]).Distinct(StringComparer.Ordinal);

        Assert.Empty(folders.Except(MayKnow.Keys.Append("Core"), StringComparer.Ordinal));
    }

    [Fact]
    public void Only_the_reader_of_a_desired_state_chooses_a_catalogue() => Assert.Equal(
        ["ConnectSchappo.Reconciler.Core.Desired.DesiredStateReader"],
        from type in House.Types
        where type.Dependencies.OfType<MethodCallDependency>().Any(d =>
            d.TargetMember.DeclaringType.FullName == typeof(AsteriskCatalogue).FullName && d.TargetMember.Name == "Of(System.Int32)")
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

    private static IEnumerable<string> Users(string target) =>
        from type in House.Types
        where type.Dependencies.Any(d => d.Target.FullName == target || (target.EndsWith('.') && d.Target.FullName.StartsWith(target, StringComparison.Ordinal)))
        select type.FullName;

    private static IEnumerable<string> Strangers(string folder, string root, IEnumerable<string> allowed)
    {
        var known = allowed.Select(a => root + a).ToList();
        return from type in House.Types
               where In(type.Namespace?.FullName ?? "", folder)
               from dependency in type.Dependencies
               let target = dependency.Target.Namespace?.FullName ?? ""
               where target.StartsWith(root, StringComparison.Ordinal) && !known.Exists(k => In(target, k))
               select $"{type.FullName} knows {dependency.Target.FullName}";
    }

    private static bool In(string space, string root) => space == root || space.StartsWith(root + ".", StringComparison.Ordinal);
}
