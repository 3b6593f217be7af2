using ConnectSchappo.Reconciler.Boxes.Ami;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Boxes.Observing;

/// <summary>
/// Reads Asterisk's memory: by its manager interface over a session that is kept, and by its command line where that is not to be
/// had. Whether Asterisk lives is asked only when there is no session: one that answers, lives.
/// </summary>
internal sealed class MemoryReader(IBoxConnection line, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <summary>For how long a manager interface that was not to be had is not asked for again.</summary>
    private static readonly TimeSpan WithoutAmi = TimeSpan.FromMinutes(5);

    private static readonly AmiAction Ping = new("Ping");

    private AmiSession? ami;
    private long? refused;
    private int sessions;

    /// <summary>The version of Asterisk that <see cref="Reach"/> found; null where it found none.</summary>
    /// <remarks>A session ends with the Asterisk that it was begun with, so that nobody asks as long as there is one.</remarks>
    public AsteriskVersion? Version { get; private set; }

    /// <summary>Whether there is a session in which Asterisk tells of changes of its memory.</summary>
    public bool TellsOfChanges => ami is { Listens: true };

    /// <summary>Why it does not tell; null where it does, or where there is no Asterisk to tell.</summary>
    public Message? TellsNothing(AsteriskLife life) => life != AsteriskLife.Running || TellsOfChanges ? null
        : ami is null ? (Message)$"Asterisk's manager interface cannot be used. Check on the box: asterisk -rx 'manager show settings'"
        : (Message)$"Asterisk's manager interface tells this account of no events. Give the account of manager.conf read = system";

    /// <summary>Opens a session with the manager interface where there is none, by the root shell.</summary>
    /// <returns>Whether Asterisk lives.</returns>
    public async Task<AsteriskLife> Reach(CancellationToken cancellation)
    {
        if (ami is not null)
        {
            return AsteriskLife.Running;
        }

        var reply = await Question.Of($"the state of Asterisk", line.Run(LifeScript.Text, default, Deadline, cancellation));
        var life = LifeScript.Read(reply.WhenDone());
        Version = LifeScript.Version(reply);
        if (life == AsteriskLife.Running)
        {
            await Question.Of($"the access to Asterisk's manager interface", LogIn(cancellation));
        }

        return life;
    }

    /// <param name="box">The box as it is wanted, running the version that was found.</param>
    /// <param name="life">What <see cref="Reach"/> found.</param>
    /// <param name="shell">
    /// What the root shell is asked meanwhile: where memory takes the shell too, it waits for that, and is not blamed for it.
    /// </param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<(AsteriskLife Life, AsteriskMemory Memory)> Read(
        DesiredBox box, AsteriskLife life, Task shell, CancellationToken cancellation)
    {
        var lost = ami is not null;
        if (ami is not null && await Ask(box, cancellation) is { } answered)
        {
            return (AsteriskLife.Running, answered);
        }

        await shell.WaitAsync(cancellation);
        life = lost ? await Reach(cancellation) : life;
        if (life != AsteriskLife.Running)
        {
            return (life, AsteriskMemory.Unknown($"Asterisk is {life.ToString().ToLowerInvariant()}"));
        }

        if (ami is not null && await Ask(box, cancellation) is { } again)
        {
            return (life, again);
        }

        var asked = line.Run(CliMemoryScript.Text(box), default, Deadline, cancellation);
        var printed = (await Question.Of($"Asterisk's memory by its command line", asked)).WhenDone().Text;
        return (life, MemoryQuestions.Read(box, new CliAnswers(printed)));
    }

    /// <summary>What tells whether Asterisk's memory can have changed: the same as long as it cannot.</summary>
    /// <returns>Null where nothing tells: there is no session with the manager interface, or it may not read events.</returns>
    public async Task<(int Session, long Changes)?> Signs(TimeSpan deadline, CancellationToken cancellation)
    {
        // An answer shows that Asterisk lives, and what it told before comes before it.
        return ami is { Listens: true } session && await Ask([Ping], cancellation, deadline) is [{ Succeeded: true }]
            ? (sessions, session.Changes)
            : null;
    }

    /// <summary>Asks in the session with the manager interface.</summary>
    /// <returns>The replies in order. Null where there is no session, or it failed: Asterisk may have restarted.</returns>
    public async Task<IReadOnlyList<AmiReply>?> Ask(
        IReadOnlyList<AmiAction> actions, CancellationToken cancellation, TimeSpan? deadline = null)
    {
        if (ami is not { } session)
        {
            return null;
        }

        try
        {
            return await session.Send(actions, deadline ?? Deadline, cancellation);
        }
        catch (BoxFailure failure) when (IsOfSession(failure))
        {
            await session.DisposeAsync();
            ami = ReferenceEquals(ami, session) ? null : ami;
            return null;
        }
    }

    /// <summary>Has PJSIP send a NOTIFY, which says nothing to anybody, to a client's URI.</summary>
    /// <returns>
    /// Whether it was willing and able; without the manager interface it cannot be asked. That it was sent is no proof: it says so of any.
    /// </returns>
    public async Task<bool> Notify(DesiredBox box, string uri, CancellationToken cancellation)
    {
        async Task<AmiReply?> One(AmiAction action) => await Ask([action], cancellation) is [var reply] ? reply : null;
        return await One(PjsipNotify.Settings) is { } settings && PjsipNotify.Sender(box.Catalogue, settings) is { } sender
            && await One(PjsipNotify.Endpoint(sender)) is { } endpoint && PjsipNotify.IsFree(endpoint)
            && await One(PjsipNotify.To(uri)) is { Succeeded: true };
    }

    // The session's own end: Asterisk may have restarted, and the line is as good as before.
    private static bool IsOfSession(BoxFailure failure) =>
        failure.Kind is BoxFailureKind.PortClosed or BoxFailureKind.Deadline or BoxFailureKind.Unexpected;

    public ValueTask DisposeAsync() => ami?.DisposeAsync() ?? default;

    private async Task<bool> LogIn(CancellationToken cancellation)
    {
        if (refused is { } since && time.GetElapsedTime(since) < WithoutAmi)
        {
            return false;
        }

        var access = await new AmiLogin(line, time).Open(Deadline, cancellation);
        ami = (access as AmiAccess.Granted)?.Session;
        sessions++;
        refused = ami is null ? time.GetTimestamp() : null;
        return ami is not null;
    }

    private async Task<AsteriskMemory?> Ask(DesiredBox box, CancellationToken cancellation)
    {
        var actions = MemoryQuestions.Actions(box);
        return await Ask(actions, cancellation) is { } replies ? MemoryQuestions.Read(box, new AmiAnswers(actions, replies)) : null;
    }
}
