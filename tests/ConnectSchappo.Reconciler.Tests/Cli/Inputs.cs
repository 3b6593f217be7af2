using System.CommandLine;
using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Tests.Sources;

namespace ConnectSchappo.Reconciler.Tests.Cli;

/// <summary>What somebody may give to the options and arguments of one command, in a folder of its own.</summary>
internal sealed class Inputs : IDisposable
{
    // Long enough for what is wrong to show; a daemon that can work goes on until then.
    private static readonly TimeSpan Given = TimeSpan.FromSeconds(2);

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Runs a command with each of its inputs.</summary>
    /// <param name="command">Which.</param>
    /// <param name="places">How many run at once, those of other commands among them.</param>
    public static async Task<EveryInputTests.Tried> Try(Command command, SemaphoreSlim places)
    {
        using var inputs = new Inputs();
        await inputs.Lay();
        var before = await inputs.Kinds();
        var ends = await Task.WhenAll(inputs.Of(command).Select(async arguments =>
        {
            await places.WaitAsync();
            try
            {
                return (Arguments: arguments, Failure: await Task.Run(() => Failure(arguments)));
            }
            finally
            {
                places.Release();
            }
        }));
        return new(
            [.. ends.Where(e => e.Failure is not null).Select(e => $"{string.Join(' ', e.Arguments.Select(a => $"'{a}'"))}\n{e.Failure}")],
            before,
            await inputs.Kinds());
    }

    private async Task Lay()
    {
        folder.Write(
            "state.yaml", "apiVersion: reconciler/v1\nboxes:\n  matriz: {address: 127.0.0.1, port: 1, user: ana}\nhttp: {enabled: yes}\n");
        folder.Write("key", "no key\n");
        folder.Write("known_hosts", "");
        Directory.CreateDirectory(folder["directory"]);
        File.CreateSymbolicLink(folder["dangling"], folder["nowhere"]);
        await Programs.Run(folder.Path, "mkfifo", null, null, folder["fifo"]);
        if (Environment.IsPrivilegedProcess)
        {
            // Devices of its own: whoever is root could take those of the machine away.
            await Programs.Run(folder.Path, "mknod", null, null, folder["null"], "c", "1", "3");
            await Programs.Run(folder.Path, "mknod", null, null, folder["zero"], "c", "1", "5");
        }
    }

    private List<string[]> Of(Command command)
    {
        string[] values =
        [
            "", " ", ",", folder["directory"], folder["dangling"], folder["null"], folder["zero"], folder["fifo"], folder["key"],
            folder["key"] + "/below", folder["a\0b"], folder["a\nb"], folder[new string('x', 300)],
            "/" + string.Join('/', Enumerable.Repeat(new string('y', 200), 30)),
        ];
        var inputs = new List<string[]>();
        foreach (var option in command.Options.Where(o => o.Arity.MaximumNumberOfValues > 0 && o.ValueType != typeof(bool)))
        {
            inputs.AddRange(values.Select(v => (string[])[command.Name, .. Base(command, option.Name), option.Name, v]));
        }

        foreach (var _ in command.Arguments)
        {
            inputs.AddRange(values.Select(v => (string[])[command.Name, .. Base(command, "BOX"), v]));
        }

        return inputs;
    }

    // What stands where somebody pointed is still there, and what it was; but a link that leads nowhere, which a saved plan may take the
    // place of.
    private Task<string> Kinds() => Programs.Run(
        folder.Path, "sh", null, null, "-c",
        "for f in directory null zero fifo known_hosts state.yaml; do [ ! -e $f ] && [ ! -L $f ] || stat -c '%n %F %t %T' $f; done");

    // All that a command needs besides the one that is tried, so that it comes to it.
    private List<string> Base(Command command, string tried)
    {
        (string Name, string Value)[] usual =
        [
            ("--desired-state", folder["state.yaml"]), ("--ssh-key", folder["key"]), ("--known-hosts", folder["known_hosts"]),
            ("--metrics-port", "0"),
            ("--reason", "a reason"), ("--until", "1h"), ("--control", folder["control"]), ("--git-cache", folder["cache"]),
        ];
        var given = usual.Where(u => u.Name != tried && command.Options.Any(o => o.Name == u.Name))
            .SelectMany(u => (string[])[u.Name, u.Value]).ToList();
        if (command.Options.Any(o => o.Name == "--all") && tried != "BOX")
        {
            given.Add("--all");
        }

        if (command.Options.Any(o => o.Name == "--yes"))
        {
            given.Add("--yes");
        }

        return given;
    }

    private static async Task<string?> Failure(string[] arguments)
    {
        using var told = new StringWriter();
        using var limit = new CancellationTokenSource(Given);
        try
        {
            var parse = CommandTree.Create().Parse(arguments);
            var running = parse.InvokeAsync(
                new InvocationConfiguration { Output = told, Error = told, EnableDefaultExceptionHandler = false }, limit.Token);
            var code = await running.WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
            return code is < 0 or > 9 ? $"exit code {code}"
                : told.ToString().Contains("   at ", StringComparison.Ordinal) ? told.ToString()
                : null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return null; // it was told to stop
        }
        catch (Exception failure)
        {
            return failure.ToString();
        }
    }
}
