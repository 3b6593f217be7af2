using System.CommandLine;
using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Hosting;

NativeMemory.Settle();
PlainOutput.Install();

// A change under way when a signal comes is finished first: the box is never left half done by a Ctrl-C.
return await CommandTree.Create().Parse(args).InvokeAsync(
    new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(3) });
