using System.CommandLine;
using ConnectSchappo.Reconciler.Cli;

var options = new BoxOptions();
var output = new Option<Output>("--output") { Description = "text or json.", DefaultValueFactory = _ => Output.Text };
var root = new RootCommand("Brings Asterisk boxes to their desired state, with the least disruption to the people on the phone, and proves it.")
{
    ValidateCommand.Create(),
    PlanCommand.Create(options, output),
    ApplyCommand.Create(options, output),
    RunCommand.Create(options),
};
return await root.Parse(args).InvokeAsync();
