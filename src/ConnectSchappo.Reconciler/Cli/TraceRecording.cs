using System.Text.Json;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Tracing;
using ConnectSchappo.Reconciler.Core.Traces;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Reads a trace until it ends, and writes and shows what comes. It has no credential from the first line on.</summary>
internal sealed class TraceRecording(BoxTrace trace, TraceView view, TraceFile file, Output output, TimeProvider time)
{
    // What Asterisk's client prints before: its banner, and the answer to the verbosity that the guard has set.
    private const string Preamble = "Console verbose ";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConsoleReader reader = new();
    private readonly TraceMask mask = new();
    private bool hasBegun;

    /// <summary>Why the file could not be written; null where it could.</summary>
    public IOException? Unwritten { get; private set; }

    /// <summary>Why the box could not be read any more; null where it could.</summary>
    public BoxFailure? Lost { get; private set; }

    /// <summary>Comes back when the trace has ended and nothing of it is left on the box, or <see cref="Lost"/> says why not.</summary>
    /// <param name="limit">After which the guard on the box ends it.</param>
    /// <param name="cancellation">Ends it earlier.</param>
    public async Task Run(TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            await Read(limit, cancellation);
            await trace.ClearAway(CancellationToken.None);
        }
        catch (BoxFailure failure)
        {
            Lost = failure;
        }

        foreach (var line in reader.End())
        {
            await Take(line);
        }

        await Write(view.End());
        await Flush();
    }

    /// <summary>Shows what is shown at the end.</summary>
    public void Show(string box)
    {
        if (output == Output.Text)
        {
            Console.Out.Write(view.Text(Console.IsOutputRedirected ? null : Console.WindowWidth));
            return;
        }

        Print(new()
        {
            Box = box,
            What = "end",
            Reason = Lost is null ? trace.End!.Value.ToString().ToLowerInvariant() : "lost",
            File = file.Lines > 0 ? Path.GetFullPath(file.Path) : null,
        });
    }

    // Reading is not cancelled: it takes no time, and the connection is needed for the end.
    private async Task Read(TimeSpan limit, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        var isAsked = false;
        while (true)
        {
            var bytes = await trace.Read(CancellationToken.None);
            foreach (var line in reader.Add(bytes))
            {
                await Take(line);
            }

            await Flush();
            if (trace.End is not null)
            {
                return;
            }

            if (!isAsked && (cancellation.IsCancellationRequested || Unwritten is not null))
            {
                await trace.Stop(CancellationToken.None);
                (isAsked, begun, limit) = (true, time.GetTimestamp(), TimeSpan.Zero);
            }

            if (time.GetElapsedTime(begun) > limit + Patience)
            {
                throw new BoxFailure(
                    BoxFailureKind.Deadline,
                    $"The guard on the box could not end the trace in time: Asterisk takes no command. The guard goes on trying.");
            }

            await Wait(isAsked ? CancellationToken.None : cancellation);
        }
    }

    private async Task Wait(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Interval, time, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The trace is ended in the next turn.
        }
    }

    private async Task Take(ConsoleLine line)
    {
        if (!hasBegun)
        {
            hasBegun = line.Text.Contains(Preamble, StringComparison.Ordinal);
            return;
        }

        await Write(view.Add(line with { Text = mask.Line(line.Text) }));
    }

    private async Task Write(TraceView.Step step)
    {
        try
        {
            foreach (var line in Unwritten is null ? step.Kept : [])
            {
                file.Add(line);
            }
        }
        catch (IOException failure)
        {
            Unwritten = failure;
        }

        foreach (var line in output == Output.Text ? step.Live : [])
        {
            await Console.Out.WriteLineAsync(line);
        }

        foreach (var shape in output == Output.Json ? step.Objects : [])
        {
            Print(shape);
        }
    }

    private async Task Flush()
    {
        try
        {
            if (Unwritten is null)
            {
                await file.Flush(CancellationToken.None);
            }
        }
        catch (IOException failure)
        {
            Unwritten = failure;
        }
    }

    private static void Print(TraceShape shape) => Console.Out.WriteLine(JsonSerializer.Serialize(shape, CliJson.OneLine.TraceShape));
}
