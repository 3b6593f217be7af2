using ConnectSchappo.Reconciler.Core.Traces;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// What becomes of the lines of one kind of trace: which are kept in the file, and what is shown. They come without credentials.
/// </summary>
internal abstract class TraceView
{
    /// <summary>The view of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="box">The box's name.</param>
    /// <param name="endpoint">Whom it is about; null for all.</param>
    public static TraceView Of(TraceKind kind, string box, TracedEndpoint? endpoint) => kind switch
    {
        TraceKind.Sip => new SipView(box, endpoint),
        TraceKind.Rtp => new RtpView(box, endpoint),
        TraceKind.Log => new LogView(box, endpoint),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a kind that nobody shows"),
    };

    /// <summary>Takes the next line.</summary>
    public abstract Step Add(ConsoleLine line);

    /// <summary>Takes the end.</summary>
    public abstract Step End();

    /// <summary>What is shown when it is over, as text.</summary>
    /// <param name="width">How many columns there are; null where that does not matter.</param>
    public abstract string Text(int? width);

    /// <summary>A line as the file has it.</summary>
    protected static string Written(string time, string text) => time.Length > 0 ? $"[{time}] {text}" : text;

    /// <summary>What follows from a line.</summary>
    /// <param name="Kept">The lines for the file.</param>
    /// <param name="Live">The lines that are shown at once, as text.</param>
    /// <param name="Objects">What is shown at once, as JSON.</param>
    internal sealed record Step(IReadOnlyList<string> Kept, IReadOnlyList<string> Live, IReadOnlyList<TraceShape> Objects)
    {
        public static Step None { get; } = new([], [], []);
    }

    private sealed class SipView(string box, TracedEndpoint? endpoint) : TraceView
    {
        private readonly SipReader reader = new();
        private readonly List<SipMessage> messages = [];

        public override Step Add(ConsoleLine line)
        {
            var ended = Take(reader.Add(line));
            return ended == Step.None && !reader.IsWithin && line.Text.Length > 0 && endpoint?.Concerns(line.Text) != false
                ? new([Written(line.Time, line.Text)], [], [])
                : ended;
        }

        public override Step End() => Take(reader.End());

        public override string Text(int? width) => TraceText.OfSip(box, messages, width);

        private Step Take(SipMessage? message)
        {
            if (message is null || endpoint?.Concerns(message) == false)
            {
                return Step.None;
            }

            messages.Add(message);
            return new(
                [Written(message.Time, message.Heading), .. message.Lines, ""], [], [TraceShape.Of(box, message)]);
        }
    }

    private sealed class RtpView(string box, TracedEndpoint? endpoint) : TraceView
    {
        private readonly RtpStreams streams = new();

        public override Step Add(ConsoleLine line)
        {
            if (RtpPacket.Read(line) is not { } packet || endpoint?.Concerns(packet) == false)
            {
                return Step.None;
            }

            streams.Add(packet);
            return new([Written(line.Time, line.Text)], [], []);
        }

        public override Step End() => new([], [], [.. streams.ByPeer.SelectMany(s => new[]
        {
            TraceShape.Of(box, s.Peer, true, s.Received), TraceShape.Of(box, s.Peer, false, s.Sent),
        })]);

        public override string Text(int? width) => TraceText.OfRtp(box, streams, width);
    }

    private sealed class LogView(string box, TracedEndpoint? endpoint) : TraceView
    {
        public override Step Add(ConsoleLine line)
        {
            if (endpoint?.Concerns(line.Text) == false)
            {
                return Step.None;
            }

            var written = Written(line.Time, line.Text);
            return new([written], [written], [TraceShape.Of(box, line, line.Text)]);
        }

        public override Step End() => Step.None;

        public override string Text(int? width) => "";
    }
}
