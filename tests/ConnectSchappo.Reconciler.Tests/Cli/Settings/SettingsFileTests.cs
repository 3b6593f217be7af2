using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Cli.Settings;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli.Settings;

public sealed class SettingsFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    [Theory]
    [InlineData("interval: 5\nintervall: 6\n", ":2:12: unknown setting 'intervall'")]
    [InlineData("settings: /etc/other\n", "unknown setting 'settings'")]
    [InlineData("interval: soon\n", ":1:11: the value must be a number of seconds from 1 to 86400 without a unit, not 'soon'.")]
    [InlineData("interval: 0\n", "must be a number of seconds from 1 to 86400 without a unit, not '0'")]
    [InlineData("metrics-port: 70000\n", "must be a whole number from 0 to 65535 without a unit, not '70000'")]
    [InlineData("interval:\n", "'interval' has no text as its value")]
    [InlineData("boxes: [a, b]\n", "'boxes' has no text as its value")]
    [InlineData("- interval\n", "the settings must be one map")]
    [InlineData("interval: 1\ninterval: 2\n", "Write one setting per line")]
    [InlineData("a: 1\n---\nb: 2\n", "the settings must be one map")]
    [InlineData("interval: [1\n", "Write one setting per line")]
    public void What_is_wrong_is_told_with_its_place(string text, string problem)
    {
        File.WriteAllText(path, text);
        var parse = CommandTree.Create().Parse(["run", "--settings", path]);
        Assert.Contains(
            parse.Errors, e => e.Message.Contains(problem, StringComparison.Ordinal) && e.Message.Contains(path, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_not_there_is_told() => Assert.Contains(
        CommandTree.Create().Parse(["run", "--settings", "/nowhere"]).Errors,
        e => e.Message.Contains("/nowhere cannot be read", StringComparison.Ordinal));

    [Fact]
    public void The_command_line_wins_and_what_nobody_says_has_its_default()
    {
        File.WriteAllText(path, "# comment\ninterval: 5\ngit-interval: 7\ndesired-state: git@host:boxes.git#main\nboxes: matriz,recife\n");
        var parse = CommandTree.Create().Parse(["run", "--settings", path, "--interval", "3"]);

        Assert.Empty(parse.Errors);
        Assert.Equal(3, parse.GetValue<double>("--interval"));
        Assert.Equal(7, parse.GetValue<double>("--git-interval"));
        Assert.Equal("git@host:boxes.git#main", parse.GetValue<string>("--desired-state"));
        Assert.Equal("matriz,recife", parse.GetValue<string>("--boxes"));
        Assert.Equal(29250, parse.GetValue<double>("--metrics-port"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# interval: 5\n")]
    public void Comments_alone_are_settings_too(string text) => Assert.Empty(SettingsFile.Parse("file", text).Keys);

    [Fact]
    public void A_command_of_a_person_may_use_them_too()
    {
        File.WriteAllText(path, "ssh-key: /etc/key\nmetrics-port: 0\n");
        var parse = CommandTree.Create().Parse(["plan", "--settings", path]);
        Assert.Empty(parse.Errors);
        Assert.Equal("/etc/key", parse.GetValue<string>("--ssh-key"));
    }

    public void Dispose() => File.Delete(path);
}
