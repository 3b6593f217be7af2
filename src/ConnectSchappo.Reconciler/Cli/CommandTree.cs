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
        var output = TypedOption.Word("--output", "How the result is printed.", Output.Text, "-o");
        var run = RunCommand.Create(options);
        Command[] working =
        [
            ValidateCommand.Create(options.Source),
            ShowCommand.Create(options),
            SoftphoneCommand.Create(options),
            ProbeCommand.Create(options, output),
            InspectCommand.Create(options, output),
            DoctorCommand.Create(options, output),
            TraceCommand.Create(options, output),
            PlanCommand.Create(options, output),
            ApplyCommand.Create(options, output),
            AcceptCommand.Create(options),
            ImportCommand.Create(options),
            SettleCommands.Confirm(options, output),
            SettleCommands.Rollback(options, output),
            run,
        ];
        var root = new RootCommand(
            "Keeps Asterisk boxes in their desired state, with the least disruption of calls, and verifies each change.");
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
        HelpPage.Install(root);
        UsageErrors.Check(root);
        return root;
    }
}
