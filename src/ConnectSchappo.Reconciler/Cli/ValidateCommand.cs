using System.CommandLine;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Reports;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Sources;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler validate</c>: every problem of a desired state, before anybody meets it. It needs no box and no secret.</summary>
internal static class ValidateCommand
{
    public static Command Create(SourceOptions source)
    {
        var output = TypedOption.Word(
            "--output", "How problems are printed: text with the line and a caret, json, github (annotations of a pull request) or sarif.",
            ProblemOutput.Text, "-o");
        var command = new Command(
            "validate", "Print every error and warning of a desired state, with file and line. Needs no box and no secret.")
        {
            output,
        };
        foreach (var option in source.All)
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, cancellation) => Validate(
            parse.GetValue(source.DesiredState)!, () => source.Open(parse), parse.GetValue(output), cancellation));
        return command;
    }

    private static async Task<int> Validate(string file, Func<ISource> open, ProblemOutput output, CancellationToken cancellation)
    {
        Revision revision;
        try
        {
            revision = await open().Read(cancellation);
        }
        catch (SourceFailure failure)
        {
            await Console.Error.WriteLineAsync($"reconciler: {failure.Message}");
            return ExitCode.Of(failure.Kind);
        }

        var reading = DesiredStateReader.Read(revision.File, revision.Text);
        await Console.Out.WriteAsync(output switch
        {
            ProblemOutput.Json => ProblemJson.Write(reading.Problems),
            ProblemOutput.Github => GitHubAnnotations.Write(reading.Problems),
            ProblemOutput.Sarif => ProblemSarif.Write(reading.Problems, Reporting.BuildVersion.Text),
            ProblemOutput.Text => ProblemText.Write(reading.Problems, revision.Text) + $"{Verdict(file, revision, reading.State)}\n",
            _ => throw new ArgumentOutOfRangeException(nameof(output), output, "an output without a writer"),
        });
        return reading.State is null ? ExitCode.StateInvalid : ExitCode.Converged;
    }

    private static Message Verdict(string file, Revision revision, DesiredState? state) => state?.Boxes.Count switch
    {
        null => $"{file}: refused",
        1 => $"{file}: valid, 1 box, revision {RevisionName.Short(revision.Id)}",
        { } boxes => $"{file}: valid, {boxes} boxes, revision {RevisionName.Short(revision.Id)}",
    };
}
