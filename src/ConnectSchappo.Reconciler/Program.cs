using System.CommandLine;
using ConnectSchappo.Reconciler.Cli;

var options = new BoxOptions();
var output = new Option<Output>("--output") { Description = "text or json.", DefaultValueFactory = _ => Output.Text };
var root = new RootCommand("Brings Asterisk boxes to their desired state, with the least disruption to the people on the phone, and proves it.")
{
    ValidateCommand.Create(options.Source),
    ShowCommand.Create(options),
    PlanCommand.Create(options, output),
    ApplyCommand.Create(options, output),
    SettleCommands.Confirm(options, output),
    SettleCommands.Rollback(options, output),
    RunCommand.Create(options),
    SyncCommand.Create(),
};

// A change under way when a signal comes is finished first: the box is never left half done by a Ctrl-C.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(3) });
