using System.CommandLine;
using ConnectSchappo.Reconciler.Cli.Settings;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Everything that can be typed; help, completion and manual pages are made from it.</summary>
internal static class CommandTree
{
    public const string Run = "run";

    public static RootCommand Create()
    {
        var options = new BoxOptions();
        var output = TypedOption.Word("--output", "text or json.", Output.Text);
        var run = RunCommand.Create(options);
        Command[] working =
        [
            ValidateCommand.Create(options.Source),
            ShowCommand.Create(options),
            PlanCommand.Create(options, output),
            ApplyCommand.Create(options, output),
            SettleCommands.Confirm(options, output),
            SettleCommands.Rollback(options, output),
            run,
        ];
        var root = new RootCommand("Brings Asterisk boxes to their desired state, with the least disruption to the people on the phone, and proves it.");
        foreach (var command in working)
        {
            SettingsOption.Check(command, run);
            root.Subcommands.Add(command);
        }

        root.Subcommands.Add(StatusCommand.Create(output));
        root.Subcommands.Add(HistoryCommand.Create(output));
        root.Subcommands.Add(SyncCommand.Create(output));
        root.Subcommands.Add(SuspendCommand.Create());
        root.Subcommands.Add(ResumeCommand.Create());
        root.Subcommands.Add(ManualCommand.Create(root, run));
        return root;
    }
}
