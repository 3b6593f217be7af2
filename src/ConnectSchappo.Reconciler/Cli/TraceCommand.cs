using System.CommandLine;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Tracing;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Traces;
using ConnectSchappo.Reconciler.Hosting;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// <c>reconciler trace BOX sip|rtp|log</c>: Asterisk's own debug of a box for a while, into a file and onto the screen. The box ends it by
/// itself, whatever happens here.
/// </summary>
internal sealed class TraceCommand(BoxOptions options)
{
    private const int Megabyte = 1_000_000;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Argument<string> box = BoxArgument.One();

    private readonly Argument<string> kind = TypedOption.Word(
        "WHAT", "sip: SIP messages. rtp: packets of sound, counted. log: what a console of Asterisk shows at verbosity 5.",
        TypedOption.Names<TraceKind>());

    private readonly Option<TimeSpan> limit = new("--for")
    {
        HelpName = "DURATION",
        Description = "For how long, at most 1h. Default: 60s.",
        DefaultValueFactory = _ => TimeSpan.FromSeconds(60),
        CustomParser = result => TypedOption.Read<TimeSpan>(
            result, "--for", text => DurationText.Read(text) is { } read && read > TimeSpan.Zero && read <= Longest ? read : null,
            "a duration from 1s to 1h (90s, 10m)"),
    };

    private readonly Option<int> most = TypedOption.Whole("--megabytes", "MB", "The most text that Asterisk may show.", 10, 1, 100);

    private readonly Option<string?> extension = new("--extension")
    {
        HelpName = "NUMBER", Description = "Only what concerns this extension.",
    };

    private readonly Option<string?> file = new("--file")
    {
        HelpName = "PATH", Description = "The file for the text. It must not exist. Default: BOX-WHAT-TIME.log in the current directory.",
    };

    public static Command Create(BoxOptions options, Option<Output> output)
    {
        var trace = new TraceCommand(options);
        trace.extension.Validators.Add(TypedOption.IsText("--extension", "an extension's number"));
        trace.file.Validators.Add(TypedOption.IsText("--file", "a path"));
        var command = new Command(
            "trace", "Show SIP, RTP or the log of a box for a while. Asterisk's debug is switched off again whatever happens.")
        {
            trace.box, trace.kind, trace.limit, trace.most, trace.extension, trace.file, output,
        };
        foreach (var option in (IEnumerable<Option>)[.. options.Source.All, options.SshKey, options.KnownHosts])
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, cancellation) => trace.Run(parse, parse.GetValue(output), cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult parse, Output output, CancellationToken cancellation)
    {
        var loading = await StateLoading.Read(
            options.Source, parse, [parse.GetValue(box)!], Console.Error, cancellation);
        if (loading.State is not { } state)
        {
            return loading.ExitCode;
        }

        if (CompositionRoot.Connections(options.Key(parse), parse.GetValue(options.KnownHosts), Console.Error)
            is not { } connections)
        {
            return ExitCode.Error;
        }

        var wanted = state.Boxes[0];
        var what = Enum.Parse<TraceKind>(parse.GetValue(kind)!, ignoreCase: true);
        var path = parse.GetValue(file) ?? TraceFile.NameOf(wanted.Name, parse.GetValue(kind)!, TimeProvider.System.GetLocalNow());
        try
        {
            await using var written = TraceFile.Create(path);
            try
            {
                return await Trace(parse, wanted, connections, what, written, output, cancellation);
            }
            catch (BoxFailure failure)
            {
                return await Failed(wanted.Name, failure.Reason, ExitCode.Failed);
            }
            finally
            {
                if (written.Lines == 0)
                {
                    File.Delete(path); // whatever ended it, there is nothing to read
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await Failed(
                wanted.Name, $"the file for the trace cannot be written: {failure.Message} Name another with --file.", ExitCode.Error);
        }
    }

    private async Task<int> Trace(
        ParseResult parse, DesiredBox wanted, IBoxConnections connections, TraceKind what, TraceFile written, Output output,
        CancellationToken cancellation)
    {
        await using var line = await connections.Open(wanted, cancellation);
        var number = parse.GetValue(extension);
        var megabytes = parse.GetValue(most);
        var duration = parse.GetValue(limit);
        var trace = await BoxTrace.Begin(line, what, duration, (long)megabytes * Megabyte, number, cancellation);
        if (trace.End is { } unbegun)
        {
            return await Failed(wanted.Name, TraceWords.OfEnd(unbegun, megabytes)!, ExitCode.Failed);
        }

        await Console.Error.WriteLineAsync(
            $"{wanted.Name}: tracing {parse.GetValue(kind)} for {DurationText.Write(duration)} into {written.Path}. Ctrl-C ends it.");
        foreach (var note in trace.Notes.SelectMany(TraceWords.OfNote))
        {
            await Console.Error.WriteLineAsync($"{wanted.Name}: note: {note.In(Language.English)}");
        }

        var endpoint = number is null ? null : new TracedEndpoint(number);
        foreach (var contact in trace.Contacts)
        {
            endpoint?.AddContact(contact);
        }

        var recording = new TraceRecording(trace, TraceView.Of(what, wanted.Name, endpoint), written, output, TimeProvider.System);
        await recording.Run(duration, cancellation);
        if (recording.Unwritten is { } full)
        {
            return await Failed(
                wanted.Name, $"{written.Path} cannot be written: {full.Message} {TraceWords.Left(trace.End)}", ExitCode.Error);
        }

        recording.Show(wanted.Name);
        if (recording.Lost is { } lost)
        {
            return await Failed(wanted.Name, $"{lost.Reason} {TraceWords.Left(null)}", ExitCode.Failed);
        }

        return TraceWords.OfEnd(trace.End!.Value, megabytes) is { } words
            ? await Failed(wanted.Name, words, trace.End is TraceEnd.Size ? ExitCode.Converged : ExitCode.Failed)
            : ExitCode.Converged;
    }

    private static async Task<int> Failed(string box, Message why, int code)
    {
        await Console.Error.WriteLineAsync($"reconciler: {box}: {why.In(Language.English)}");
        return code;
    }
}
