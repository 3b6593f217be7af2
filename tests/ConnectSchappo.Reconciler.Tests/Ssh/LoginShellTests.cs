using System.Text;
using ConnectSchappo.Reconciler.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

/// <summary>sshd has the account's shell run a command line of ours: what is meant arrives, whatever shell that is.</summary>
public sealed class LoginShellTests
{
    public static TheoryData<string> Shells { get; } = ["dash", "bash", "busybox sh", "zsh", "tcsh", "fish"];

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Words_arrive_as_they_were_given(string shell)
    {
        string[] words =
        [
            "it's", "two\nlines and\n\n'quoted ones'\n  more", "$HOME `x` \"q\"", "a*?[b]{c,d}", "100% & more; #no >comment", @"%s\n", "",
            "wait $! && [ 1 != 2 ]",
        ];

        Assert.Equal(words, await Arrived(shell, LoginShell.CommandLine(["sh", "-c", "printf '<%s>' \"$@\"", "test", .. words])));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_programs_that_are_sent_arrive_whole(string shell)
    {
        var lines = new[] { RootShellProgram.Loop, TcpOnBox.Program };

        Assert.Equal(
            lines.Select(l => l.TrimEnd('\n')),
            await Arrived(shell, LoginShell.CommandLine(["sh", "-c", "printf '<%s>' \"$@\"", "test", .. lines])));
    }

    [Theory]
    [InlineData("a\tb")]
    [InlineData(@"a\\b")]
    [InlineData(@"it\'s")]
    [InlineData(@"ends in \")]
    [InlineData("a!b")]
    public void What_shells_read_differently_is_never_sent(string word) =>
        Assert.Throws<ArgumentException>(() => LoginShell.CommandLine("echo", word));

    // sshd runs SHELL -c LINE.
    private static async Task<string[]> Arrived(string shell, string line)
    {
        Assert.DoesNotContain('\n', line);
        var command = LocalShell.Command(shell, "-c", line);
        await using (command)
        {
            var output = new StringBuilder();
            var block = new byte[8192];
            for (int length; (length = await command.Output.Read(block, TestContext.Current.CancellationToken)) > 0;)
            {
                output.Append(Encoding.UTF8.GetString(block, 0, length));
            }

            Assert.Equal(0, command.ExitCode);
            return output.ToString()[1..^1].Split("><");
        }
    }
}
