using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Traces;

namespace ConnectSchappo.Reconciler.Boxes.Tracing;

/// <summary>
/// A trace that goes on on a box. A guard on the box ends it, whatever happens here: after its time, at so many bytes, and ten seconds
/// after the last reading.
/// </summary>
internal sealed class BoxTrace
{
    private const int MostAtOnce = 1024 * 1024;

    private static readonly TimeSpan BeginDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private readonly IBoxConnection line;
    private readonly string id;
    private long offset;

    private BoxTrace(IBoxConnection line, string id) => (this.line, this.id) = (line, id);

    /// <summary>What a person had switched on before, and what of that could not be seen: <c>sip.pjsip on</c>.</summary>
    public EquatableArray<string> Notes { get; private init; } = [];

    /// <summary>What Asterisk's database has of the contacts that were asked for.</summary>
    public EquatableArray<string> Contacts { get; private init; } = [];

    /// <summary>Why it has ended; null while it goes on, or more is to be read.</summary>
    public TraceEnd? End { get; private set; }

    /// <summary>Begins a trace. When this comes back, Asterisk shows what it does, or <see cref="End"/> says why it does not.</summary>
    /// <param name="line">The connection to the box.</param>
    /// <param name="kind">What is traced.</param>
    /// <param name="limit">For how long at most.</param>
    /// <param name="most">For how many bytes at most.</param>
    /// <param name="extension">Whose contacts are wanted; null for nobody's.</param>
    /// <param name="cancellation">Gives up; what was begun on the box ends by itself.</param>
    /// <exception cref="BoxFailure">The box does not answer.</exception>
    public static async Task<BoxTrace> Begin(
        IBoxConnection line, TraceKind kind, TimeSpan limit, long most, string? extension, CancellationToken cancellation)
    {
        var name = RandomNumberGenerator.GetHexString(12, lowercase: true);
        var script = TraceScripts.Begin(name, kind, limit, most, extension);
        var begun = (await line.Run(script, default, BeginDeadline, cancellation)).WhenDone();
        var word = begun.Value("begun");
        return new(line, name)
        {
            Notes = [.. Values(begun, "note")],
            Contacts = [.. Values(begun, "contact")],
            End = word == "ready" ? null : Read(word) ?? throw begun.Unforeseen(),
        };
    }

    /// <summary>What Asterisk has shown since; nothing where it has shown nothing.</summary>
    /// <exception cref="BoxFailure">The box does not answer.</exception>
    public async Task<ReadOnlyMemory<byte>> Read(CancellationToken cancellation)
    {
        var reply = (await line.Run(TraceScripts.Read(id, offset, MostAtOnce), default, Deadline, cancellation)).WhenDone();
        var first = reply.Output.Span.IndexOf((byte)'\n');
        var word = first < 0 ? "" : Encoding.UTF8.GetString(reply.Output.Span[..first]);
        if (!word.StartsWith("ended=", StringComparison.Ordinal))
        {
            throw reply.Unforeseen();
        }

        var shown = reply.Output[(first + 1)..];
        offset += shown.Length;
        if (word != "ended=" && shown.Length < MostAtOnce)
        {
            End = Read(word["ended=".Length..]) ?? throw reply.Unforeseen();
        }

        return shown;
    }

    /// <summary>Asks the guard to end it. Reading goes on until <see cref="End"/> says that it has.</summary>
    /// <exception cref="BoxFailure">The box does not answer.</exception>
    public Task Stop(CancellationToken cancellation) => line.Run(TraceScripts.Stop(id), default, Deadline, cancellation);

    /// <summary>Comes back when nothing is left of it on the box.</summary>
    /// <exception cref="BoxFailure">The box does not answer.</exception>
    public Task ClearAway(CancellationToken cancellation) => line.Run(TraceScripts.ClearAway(id), default, Deadline, cancellation);

    private static IEnumerable<string> Values(ScriptReply reply, string key) => reply.Text.Split('\n')
        .Where(l => l.StartsWith($"{key}=", StringComparison.Ordinal)).Select(l => l[(key.Length + 1)..]);

    private static TraceEnd? Read(string? word) =>
        Enum.TryParse<TraceEnd>(word, ignoreCase: true, out var end) && Enum.IsDefined(end) ? end : null;
}
