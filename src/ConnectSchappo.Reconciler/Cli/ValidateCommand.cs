using System.CommandLine;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler validate</c>: every problem of a desired state, before anybody meets it. It needs no box and no secret.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The desired state.", DefaultValueFactory = _ => "desired-state.yaml" };
        var command = new Command("validate", "Check a desired state: every error and warning, with its place. Needs no box and no secret.") { file };
        command.SetAction(async (parse, cancellation) =>
        {
            var loading = await StateLoading.Read(parse.GetValue(file)!, null, Console.Error, cancellation);
            if (loading.State is { } state)
            {
                await Console.Out.WriteLineAsync($"{parse.GetValue(file)}: valid, {state.Boxes.Count} box(es), revision {loading.Revision!.Id}");
            }

            return loading.ExitCode;
        });
        return command;
    }
}
