using System.CommandLine;
using System.CommandLine.Invocation;
using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Hosting;

NativeMemory.Settle();
PlainOutput.Install();

var parse = CommandTree.Create().Parse(args);
if (args.Length == 0)
{
    return new HelpPage().Invoke(parse);
}

if (parse.Action is ParseErrorAction)
{
    foreach (var line in UsageErrors.Of(parse))
    {
        await Console.Error.WriteLineAsync(line);
    }

    return ExitCode.Error;
}

// A change under way when a signal comes is finished first: the box is never left half done by a Ctrl-C.
return await parse.InvokeAsync(
    new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(3) });
