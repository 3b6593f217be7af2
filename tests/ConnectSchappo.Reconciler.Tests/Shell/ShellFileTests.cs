using System.Diagnostics;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Shell;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Shell;

/// <summary>What every file of shell is held to, besides ShellCheck (tests/check-shell).</summary>
public sealed class ShellFileTests
{
    private static readonly string[] Sections = ["Needs", "Gives", "Prints", "Exits", "Knows"];

    public static TheoryData<string> Files => [.. EveryScript.Files.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> ExitCodes =>
        [.. Enum.GetValues<ScriptExit>().Where(e => e > ScriptExit.Done).Select(ShellFile.NameOf)];

    /// <summary>
    /// On top stands for which shell it is, then what it is for, and then a section each of what it needs, gives and prints, and how it
    /// ends.
    /// </summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void A_contract_stands_on_top(string file)
    {
        var contract = Contract(file);
        var sections = Regex.Matches(contract, "(?m)^# ([A-Z][a-z]+):").Select(m => m.Groups[1].Value).ToList();

        Assert.Matches(@"\A# shellcheck shell=(sh|bash)\b.*\n# [A-Z]", contract);
        Assert.Equal(Sections.Where(s => sections.Contains(s) || s is "Needs" or "Prints" or "Exits"), sections);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_contract_names_each_exit_code(string file)
    {
        var ends = Contract(file).Split("\n# Exits:")[1].Split("\n# Knows:");

        Assert.Equal(Names(Body(file)), Names(string.Concat(ends)));
        var ended = Regex.Matches(Body(file), @"\b(exit|return|stop|give_up|take_back) ""\$E_\w+").Select(m => m.Value);
        Assert.Superset(Names(string.Concat(ended)), Names(ends[0]));
    }

    /// <summary>0 and 1 say whether a condition holds.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void No_exit_code_is_a_number(string file)
    {
        const string given = @"\b(exit [1-9]|(return|stop|give_up|take_back) ([2-9]|\d\d)).*";
        const string compared = @"\b(7\d|8\d|111|124|127|137|143)( \||[):]).*";

        Assert.Empty(Regex.Matches(Body(file), $"{given}|{compared}").Select(m => m.Value));
    }

    [Theory]
    [MemberData(nameof(ExitCodes))]
    public void Every_exit_code_is_named_by_a_file(string name) =>
        Assert.Contains(EveryScript.Files.Keys, f => Names(Body(f)).Contains(name));

    /// <summary>
    /// What is not sent, comments and indentation, is no part of a word or of a here-document: bash, which prints what it has read, reads
    /// the same.
    /// </summary>
    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_is_sent_of_it_means_the_same(string file)
    {
        var sent = EveryScript.Embedded(file).Text;

        Assert.Equal(await AsRead(EveryScript.Files[file]), await AsRead(sent));
        Assert.DoesNotMatch("(?m)^([ \t]|#|\n)", sent);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void It_is_sent_in_a_script(string file) =>
        Assert.Contains(EveryScript.Posix.Values.Append(EveryScript.Bash), s => EveryScript.FilesOf(s).Contains(file));

    private static string Contract(string file) => EveryScript.Files[file].Split("\n\n", 2)[0];

    private static string Body(string file) => EveryScript.Files[file].Split("\n\n", 2)[1];

    private static SortedSet<string> Names(string text) =>
        new(Regex.Matches(text, @"\bE_[A-Z0-9_]+").Select(m => m.Value), StringComparer.Ordinal);

    private static async Task<string> AsRead(string text)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", $"f() {{\n{text}\n}}\ndeclare -f f"])
        {
            UseShellExecute = false, RedirectStandardOutput = true,
        })!;
        var read = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, bash.ExitCode);
        return read;
    }
}
