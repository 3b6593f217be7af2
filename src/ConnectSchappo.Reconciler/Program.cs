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

if (args[0].StartsWith("[suggest", StringComparison.Ordinal))
{
    // What completes a word is a line each; written as one line the breaks would be escaped.
    using var words = new StringWriter();
    var code = await parse.InvokeAsync(new InvocationConfiguration { Output = words });
    await Console.Out.WriteAsync(words.ToString());
    return code;
}

// A change under way when a signal comes is finished first: the box is never left half done by a Ctrl-C.
return await parse.InvokeAsync(
    new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(3) });
