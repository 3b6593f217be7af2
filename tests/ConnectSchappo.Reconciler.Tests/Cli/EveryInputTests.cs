using System.CommandLine;
using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Tests.Sources;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

/// <summary>
/// Whatever somebody gives to an option or an argument of a command, it ends with one of the documented exit codes, and with a sentence
/// instead of an exception. The commands are found by themselves, so that the next option is not forgotten.
/// </summary>
[Collection(nameof(EveryInputTests))]
[CollectionDefinition(nameof(EveryInputTests), DisableParallelization = true)]
public sealed class EveryInputTests : IDisposable
{
    private const int AtOnce = 24;

    // Long enough for what is wrong to show; a daemon that can work goes on until then.
    private static readonly TimeSpan Given = TimeSpan.FromSeconds(2);

    private readonly TestFolder folder = new();

    public static TheoryData<string> Commands => [.. CommandTree.Create().Subcommands.Select(c => c.Name)];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task No_input_of_a_command_ends_in_an_exception(string name)
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

        var before = await Kinds();
        string[] values =
        [
            "", " ", ",", folder["directory"], folder["dangling"], folder["null"], folder["zero"], folder["fifo"], folder["key"],
            folder["key"] + "/below", folder["a\0b"], folder["a\nb"], folder[new string('x', 300)],
            "/" + string.Join('/', Enumerable.Repeat(new string('y', 200), 30)),
        ];
        var command = CommandTree.Create().Subcommands.Single(c => c.Name == name);
        var cases = new List<string[]>();
        foreach (var option in command.Options.Where(o => o.Arity.MaximumNumberOfValues > 0 && o.ValueType != typeof(bool)))
        {
            cases.AddRange(values.Select(v => (string[])[name, .. Base(command, option.Name), option.Name, v]));
        }

        foreach (var _ in command.Arguments)
        {
            cases.AddRange(values.Select(v => (string[])[name, .. Base(command, "BOX"), v]));
        }

        var failures = new List<string>();
        var (output, errors) = (Console.Out, Console.Error);
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
        try
        {
            await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (arguments, _) =>
            {
                if (await Failure(arguments) is { } failure)
                {
                    lock (failures)
                    {
                        failures.Add($"{string.Join(' ', arguments.Select(a => $"'{a}'"))}\n{failure}");
                    }
                }
            });
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        Assert.Equal(before, await Kinds());
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
