using System.CommandLine;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler manual</c>: the manual pages, for who makes a package. They are made from the commands themselves.</summary>
internal static class ManualCommand
{
    public static Command Create(RootCommand root, Command daemon)
    {
        var page = TypedOption.Word("PAGE", $"{ManualPage.Program} or {ManualPage.Settings}.", ManualPage.Program, ManualPage.Settings);
        var command = new Command("manual", "Print a manual page, as troff.") { page };
        command.Hidden = true;
        command.SetAction(parse => Console.Out.Write(
            parse.GetValue(page) == ManualPage.Program ? ManualPage.OfProgram(root) : ManualPage.OfSettings(daemon)));
        return command;
    }
}
