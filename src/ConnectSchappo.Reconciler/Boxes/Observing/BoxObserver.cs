using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Inspections;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Boxes.Observing;

/// <summary>
/// Looks at one box over an open line: files and fail2ban by the root shell, Asterisk's memory by its manager interface, the
/// client's view by a probe, all at the same time. It changes nothing. What was read before and has not changed is not sent again.
/// </summary>
internal sealed class BoxObserver : IAsyncDisposable
{
    private static readonly TimeSpan ScriptDeadline = TimeSpan.FromSeconds(30);

    /// <summary>
    /// For how long a transport of others that answers no handshake is not asked again: Asterisk logs a warning for each.
    /// </summary>
    private static readonly TimeSpan WithoutTls = TimeSpan.FromMinutes(5);

    // An include of an include of an include: each depth that is new costs one more round trip, once.
    private const int MostDepth = 12;

    private readonly IBoxConnection line;
    private readonly TimeProvider time;
    private readonly MemoryReader memory;
    private readonly ClientProbe probe;
    private readonly ChangeCheck check;
    private readonly SortedSet<string> paths = new(KnownSubjects.Reads, StringComparer.Ordinal);
    private readonly Dictionary<string, long> mute = new(StringComparer.Ordinal);
    private ObservationText? last;
    private (DesiredBox Box, ObservationQuestions Questions)? latest;

    private readonly IEnumerable<string> besides;
    private ChangeCheck.Signs? began;

    /// <param name="line">The way to the box.</param>
    /// <param name="time">The clock of all deadlines.</param>
    /// <param name="besides">Paths that are to be watched with those of an observation.</param>
    public BoxObserver(IBoxConnection line, TimeProvider time, IEnumerable<string> besides)
    {
        (this.line, this.time, this.besides) = (line, time, besides);
        (memory, probe) = (new(line, time), new(line, time));
        check = new(line, memory);
    }

    /// <summary>Whether <see cref="IsUnchanged"/> can answer.</summary>
    public ChangeSigns Signs => check.Tell;

    /// <summary>Whether the last observation began without a sign of a change since the one before.</summary>
    public bool SawNoSign => check.SawNothing;

    /// <summary>Whether a sign of every change that has one is as it was when the last observation began.</summary>
    /// <exception cref="BoxFailure">The box does not answer.</exception>
    public Task<bool> IsUnchanged(CancellationToken cancellation) => check.IsUnchanged(cancellation);

    /// <summary>Reads the signs of changes, before anything is read that <see cref="IsUnchanged"/> speaks of.</summary>
    /// <exception cref="BoxFailure">The box does not answer.</exception>
    public async Task Begin(CancellationToken cancellation) => began = await check.Begin(cancellation);

    public async Task<Observation> Observe(DesiredBox box, CancellationToken cancellation)
    {
        var at = time.GetUtcNow();

        // There is one root shell: the way to memory is short, and comes before what may be long.
        var reached = await memory.Reach(cancellation);
        var version = memory.Version;
        var files = ObserveFiles(box, cancellation);
        var running = memory.Read(box.Running(version), reached, files, cancellation);
        var client = AskAsClient(box.Running(version), version, running, cancellation);
        await Task.WhenAll(files, running, client);
        var (life, now) = await running;
        var (text, configuration, asked) = await files;
        var ports = HttpPorts.Missing(box, now.Http).ToList();
        var watched = Watched(text, asked);
        check.End(began, watched);
        began = null;
        return new Observation
        {
            At = at,
            Files = text.Files,
            Unseen = text.Unseen,
            Configuration = configuration,
            Key = text.Key,
            Transports = text.Transports,
            RealDirectory = text.RealDirectory,
            SymbolicLinks = text.SymbolicLinks,
            Unreadable = text.Unreadable,
            Complaints = text.Complaints,
            Kernel = text.Kernel,
            Asterisk = life,
            Version = version,
            Memory = now,
            Fail2ban = text.Fail2ban,
            Fail2banUnit = text.Fail2banUnit,
            Fail2banProcess = text.Fail2banProcess,
            Jails = text.Jails,
            CertificatePath = asked.Certificate,
            CertificateOnDisk = text.CertificateOnDisk,
            Ports = ports.Count == 0 ? [] : await AskWhoListens(ports, cancellation),
            WithoutSigns = WithoutSigns(text, watched is not null, life).ToEquatableArray(),
            Client = await client,
            OurAddress = text.OurAddress,
        };
    }

    /// <summary>Asks Asterisk in the session that the observation has.</summary>
    /// <returns>Null where there is no session, or it ends meanwhile.</returns>
    /// <exception cref="BoxFailure">The connection to the box is lost.</exception>
    public Task<IReadOnlyList<AmiReply>?> Ask(IReadOnlyList<AmiAction> actions, CancellationToken cancellation) =>
        memory.Ask(actions, cancellation);

    /// <summary>Looks at one thing for a person. The next round observes anew where this observed.</summary>
    /// <exception cref="BoxFailure">The box does not answer.</exception>
    public async Task<Fact<InspectionTable>> Inspect(Inspection inspection, DesiredBox box, CancellationToken cancellation)
    {
        switch (inspection)
        {
            case ObservedInspection observed:
                return observed.Read(await Observe(box, cancellation));
            case MemoryInspection remembered:
                var life = await memory.Reach(cancellation);
                var actions = remembered.Actions(box.Running(memory.Version));
                return life != AsteriskLife.Running
                    ? Fact.Unknown<InspectionTable>(
                        $"Asterisk is {life.ToString().ToLowerInvariant()}. Check on the box: systemctl status asterisk")
                    : await memory.Ask(actions, cancellation) is { } replies
                        ? remembered.Read(new AmiAnswers(actions, replies))
                        : Fact.Unknown<InspectionTable>(memory.TellsNothing(life) ?? NoSession);
            default:
                throw new ArgumentOutOfRangeException(nameof(inspection), inspection.Name, "an inspection that nobody carries out");
        }
    }

    public ValueTask DisposeAsync() => memory.DisposeAsync();

    private static Message NoSession { get; } = $"the session with Asterisk's manager interface ended: Asterisk may be restarting";

    // Where a file system keeps times in whole seconds, two changes within one look alike.
    private static bool HasFractions(ObservationText text) => text.Files.Values.Any(f => f.HasFractionOfSecond);

    private IEnumerable<Message> WithoutSigns(ObservationText text, bool isWatched, AsteriskLife life)
    {
        if (!isWatched)
        {
            var cause = HasFractions(text)
                ? $"a file includes others by a wildcard in the name of a folder, or names a certificate by a relative path"
                : (Message)$"the box's file system keeps times in whole seconds";
            yield return $"a change on the box can take 30 s to be noticed: {cause}";
        }

        if (memory.TellsNothing(life) is { } silent)
        {
            yield return $"a change in Asterisk's memory alone can take 30 s to be noticed: {silent}";
        }
    }

    private EquatableArray<string>? Watched(ObservationText text, ObservationQuestions asked) =>
        HasFractions(text)
            ? WatchedPaths.Of(paths.Concat(besides), text.Files.Keys.Concat(text.Unseen.Keys), asked)
            : null;

    private async Task<EquatableArray<PortHolder>> AskWhoListens(List<int> ports, CancellationToken cancellation)
    {
        var asked = line.Run(PortScript.Text(ports), default, ScriptDeadline, cancellation);
        return PortText.Parse((await Question.Of($"which programs listen on the web server's ports", asked)).WhenDone().Text);
    }

    // Of a listener that Asterisk does not have nothing is asked: whoever has its port instead may let us wait for an answer.
    private async Task<ClientView> AskAsClient(
        DesiredBox box,
        AsteriskVersion? version,
        Task<(AsteriskLife Life, AsteriskMemory Memory)> running,
        CancellationToken cancellation)
    {
        if (WebRtc.Probed(box, version) is not { } probed)
        {
            return ClientView.NotAsked($"the desired state wants no listener that can be asked, or no softphone that logs in");
        }

        using var moot = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var asked = probe.Ask(
            probed,
            async token => (await running.WaitAsync(token)).Memory.WebSocketPath,
            async (uri, token) =>
            {
                await running.WaitAsync(token);
                return await memory.Notify(box, uri, token);
            },
            moot.Token);
        if (await Task.WhenAny(asked, running) == running && running.IsCompletedSuccessfully
            && (await running).Memory.Http.TryGet(out var http) && (probed.IsSecured ? http.Tls : http.Plain) is null)
        {
            await moot.CancelAsync();
        }

        try
        {
            return await asked;
        }
        catch (OperationCanceledException) when (moot.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            var why = probed.IsSecured ? $"Asterisk has no TLS listener" : (Message)$"Asterisk has no plain listener";
            return new ClientView(Fact.Unknown<Certificate>(why), Fact.Known(WebSocketAnswer.Nobody)) { IsPlain = !probed.IsSecured };
        }
    }

    private async Task<(ObservationText Text, ConfFileSet Configuration, ObservationQuestions Asked)> ObserveFiles(
        DesiredBox box, CancellationToken cancellation)
    {
        var questions = latest is { } before && ReferenceEquals(before.Box, box)
            ? before.Questions
            : ObservationQuestions.Of(box, Known(last));
        for (var depth = 0; ; depth++)
        {
            // Ours and those above them first: what others include cannot leave no room for them.
            var asked = KnownSubjects.Reads.Concat(paths.Except(KnownSubjects.Reads, StringComparer.Ordinal));
            var isFirst = last is null;
            var script = isFirst
                ? ObservationScript.OfFiles(asked, questions.Certificate, questions.Key)
                : ObservationScript.Text(
                    asked, questions.Certificate, questions.Key, [.. questions.Transports.Select(Patiently)], isChecked: began is not null);
            var reply = await Question.Of(
                $"files, certificate, log and fail2ban of the box",
                line.Run(script, ObservationText.Known(last), ScriptDeadline, cancellation));
            var look = ObservationText.Parse(reply.WhenDone().Output.Span, last);
            if (look.Garbled is { } garbled)
            {
                throw new BoxFailure(
                    BoxFailureKind.Unexpected, $"The box's shell printed a line that cannot be read, so its files are unknown: {garbled}");
            }

            last = look;
            foreach (var theirs in questions.Transports.Except(TransportQuestion.Of(box))
                .Where(t => !IsMute(t) && look.Transports.GetValueOrDefault(t.Name)?.Served.Missing is not null))
            {
                mute[theirs.Name] = time.GetTimestamp();
            }

            var (asking, known) = (questions, Known(look));
            var more = AddWanted(known);
            questions = ObservationQuestions.Of(box, known);
            latest = (box, questions);
            if (!isFirst && (depth >= MostDepth || (!more && questions == asking)))
            {
                return (look, known, asking);
            }
        }
    }

    private bool IsMute(TransportQuestion transport) =>
        mute.TryGetValue(transport.Name, out var since) && time.GetElapsedTime(since) < WithoutTls;

    private TransportQuestion Patiently(TransportQuestion transport) =>
        IsMute(transport) ? transport with { Connect = null } : transport;

    private ConfFileSet Known(ObservationText? look) => new(
        look is null ? [] : SeenDocuments.Of(look.Files.Values, look.Unseen), paths, dialect: memory.Version?.Dialect ?? default);

    private bool AddWanted(ConfFileSet known)
    {
        var before = paths.Count;
        paths.UnionWith(KnownSubjects.Tops.SelectMany(top => ConfTree.Load(known, top).Wanted));
        return paths.Count > before;
    }
}
