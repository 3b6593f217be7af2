using System.CommandLine;
using ConnectSchappo.Reconciler.Core.Desired.Reports;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler show BOX</c>: what the desired state comes to for one box. It needs no box and no secret.</summary>
internal static class ShowCommand
{
    public static Command Create(BoxOptions options)
    {
        var box = BoxArgument.One();
        var command = new Command(
            "show", "Print the desired state of one box: groups merged, profiles expanded, each value with its file and line.")
        {
            box,
        };
        foreach (var option in options.Source.All)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parse, cancellation) =>
        {
            var loading = await StateLoading.Read(options.Source, parse, [parse.GetValue(box)!], Console.Error, cancellation);
            if (loading.State is { } state)
            {
                await Console.Out.WriteAsync(DesiredBoxText.Write(state.Boxes[0]));
            }

            return loading.ExitCode;
        });
        return command;
    }
}
