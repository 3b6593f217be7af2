using System.Diagnostics;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Shell;
using ConnectSchappo.Reconciler.Tests.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Shell;

public sealed class ShellScriptTests
{
    private const string Odd = "it's \"$(id)\"\n# *";

    public static TheoryData<string> Shells => LocalShell.Shells;

    public static TheoryData<string> Scripts => [.. EveryScript.Posix.Keys];

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Whatever_is_given_arrives_as_it_is(string shell)
    {
        var script = new ShellScript()
            .Set("text", Odd).Set("yes", true).Set("no", false).Set("number", 42)
            .Define("twice", [["printf", "%s|%s\n", Odd, "1"], ["printf", "%s\n", "2"]])
            .Define("never", [])
            .Run("printf", "%s,%s,%s\n", Odd, "", "a b")
            .Run("eval", "printf '%s %s%s%s\n' \"$text\" \"$yes\" \"$no\" \"$number\"; never && twice");

        Assert.Equal($"{Odd},,a b\n{Odd} 142\n{Odd}|1\n2\n", await Output(shell, "-c", script.ToString()));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Of_a_path_the_stars_are_expanded(string shell)
    {
        var folder = Directory.CreateTempSubdirectory("it's [a]").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "$b.conf"), "", TestContext.Current.CancellationToken);

        var script = new ShellScript().RunOn("printf %s\\|", [$"{folder}/*.conf", "/no/*.such"]).ToString();

        Assert.Equal($"{folder}/$b.conf|/no/*.such|", await Output(shell, "-c", script));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_script_is_one_for_every_shell(string name)
    {
        foreach (var shell in LocalShell.Shells)
        {
            Assert.Equal("", await Output(shell.Data, "-n", "-c", EveryScript.Posix[name]));
        }
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_has_the_number_of_each_exit_code_that_it_names(string name)
    {
        var script = EveryScript.Posix[name];
        var named = Regex.Matches(script, @"\$(E_[A-Z0-9_]+)").Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal);
        var given = Regex.Matches(script.Split('\n')[0], @"\b(E_[A-Z0-9_]+)=(\d+)")
            .Select(m => (Name: m.Groups[1].Value, Number: m.Groups[2].Value)).ToList();

        Assert.Equal(named.Order(StringComparer.Ordinal), given.Select(g => g.Name).Order(StringComparer.Ordinal));
        Assert.All(given, g => Assert.Equal(g.Name, ShellFile.NameOf(Enum.Parse<ScriptExit>(g.Number))));
    }

    /// <summary>What a script is given is a variable of its own: no file of it uses the name for something else.</summary>
    [Theory]
    [MemberData(nameof(Scripts))]
    public void What_a_script_is_given_is_assigned_nowhere_else(string name)
    {
        var files = EveryScript.FilesOf(EveryScript.Posix[name]).Select(f => EveryScript.Embedded(f).Text).ToList();
        var rest = files.Aggregate(EveryScript.Posix[name], (script, file) => script.Replace(file, "", StringComparison.Ordinal));
        var given = Regex.Matches(rest, "(?m)^([a-z_]+)='").Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(given.Where(g => files.Exists(f => Regex.IsMatch(f, $@"(?m)(^|[\s;({{]){g}=|\bfor {g} |\bread [^\n;<]*\b{g}\b"))));
    }

    private static async Task<string> Output(string shell, params string[] arguments)
    {
        var words = shell.Split(' ');
        using var process = Process.Start(new ProcessStartInfo(words[0], [.. words[1..], .. arguments])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output + await errors;
    }
}
