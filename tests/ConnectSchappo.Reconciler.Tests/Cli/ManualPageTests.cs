using System.CommandLine;
using ConnectSchappo.Reconciler.Cli;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

public class ManualPageTests
{
    private readonly RootCommand root = CommandTree.Create();

    [Fact]
    public void Every_command_and_option_is_in_the_manual()
    {
        var page = ManualPage.OfProgram(root).Replace("\\-", "-", StringComparison.Ordinal);
        foreach (var command in root.Subcommands.Where(c => !c.Hidden))
        {
            Assert.Contains($".SS {command.Name}", page, StringComparison.Ordinal);
            Assert.All(command.Options, o => Assert.Contains($"{o.Name}\\fR", page, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_worst_of_several_boxes_is_told_in_one_order()
    {
        var order = ExitCode.Order;
        Assert.Contains($"worst one's: {order}.", ManualPage.OfProgram(root), StringComparison.Ordinal);
        Assert.Contains($"in the order {order};", Repository.Text("docs/operations.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_has_a_description() => Assert.All(
        root.Subcommands.SelectMany(c => c.Options.Cast<Symbol>().Concat(c.Arguments).Append(c)),
        s => Assert.False(string.IsNullOrWhiteSpace(s.Description), s.Name));

    [Fact]
    public void Every_setting_is_on_its_page()
    {
        var run = root.Subcommands.Single(c => c.Name == CommandTree.Run);
        var page = ManualPage.OfSettings(run).Replace("\\-", "-", StringComparison.Ordinal);
        Assert.All(
            run.Options.Where(o => o.Name is not "--settings"),
            o => Assert.Contains($"\\fB{o.Name[2..]}:\\fR", page, StringComparison.Ordinal));
        Assert.DoesNotContain("\\fBsettings:", page, StringComparison.Ordinal);
    }
}
