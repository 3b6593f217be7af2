using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Probes;

/// <summary>
/// Asks a box what a WebRTC client would: TLS, the WebSocket upgrade, SIP. It must come from the box itself: closing a
/// WebSocket makes Asterisk 16.28 forget the contacts of every client with the same source address.
/// </summary>
/// <param name="connect">Connects to the listener as seen from the box.</param>
/// <param name="path">Where the WebSocket is on the web server.</param>
/// <param name="random">For the names in SIP messages.</param>
/// <param name="time">The clock of the deadlines.</param>
internal sealed class WebSocketProbe(
    Func<CancellationToken, Task<Stream>> connect, Func<CancellationToken, Task<string>> path, Random random, TimeProvider time)
{
    // In seconds; only where it cannot be taken back does it last so long.
    private const int ShortLife = 60;

    // What a healthy box does within milliseconds.
    private static readonly TimeSpan Arrival = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly SipTokens tokens = new(random);

    /// <summary>Whether TLS comes before the WebSocket; without it the probe is what a proxy hands on that ends TLS.</summary>
    public bool IsSecured { get; init; } = true;

    /// <summary>What the client calls the server: a name, or a bare address.</summary>
    public string Name { get; init; } = "localhost";

    /// <summary>The same as HTTP writes it: with its port, and an address of IPv6 in brackets.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>Asks for the path of the WebSocket as for a page. No WebSocket comes about, so that none ends.</summary>
    /// <param name="perStage">The time for each of connection, handshake and answer.</param>
    /// <param name="cancellation">Gives up, with an <see cref="OperationCanceledException"/>.</param>
    public Task<ProbeResult> Look(TimeSpan perStage, CancellationToken cancellation) => Run(
        async attempt =>
        {
            var where = await path(cancellation);
            var page = await attempt.Stage(ProbeStage.Found, token => attempt.Phone.Get(where, Host, token));
            return new Talk(WebSocketAnswer.Nobody, null, page.Status == HttpAnswer.UpgradeRequired
                ? null
                : (Message)$"the web server has no WebSocket at {where}: it answers {page.Line}")
            {
                Page = page,
            };
        },
        perStage,
        cancellation);

    /// <summary>
    /// Asks without credentials who would take a registration of an endpoint. PJSIP's challenge carries <c>opaque</c> and
    /// <c>qop</c>, chan_sip's neither. It registers nothing, and fail2ban counts no failure.
    /// </summary>
    /// <param name="endpoint">The name of an endpoint that exists.</param>
    /// <param name="perStage">The time for each of connection, handshake, upgrade and answer.</param>
    /// <param name="cancellation">Gives up, with an <see cref="OperationCanceledException"/>.</param>
    /// <param name="notify">
    /// Has PJSIP send a NOTIFY to a URI, and tells whether it was willing: to see whether it can reach this client. Null: not tried.
    /// </param>
    public async Task<ProbeResult> Ask(
        string endpoint, TimeSpan perStage, CancellationToken cancellation, Func<string, CancellationToken, Task<bool>>? notify = null)
    {
        return await Run(
            async attempt =>
            {
                await Upgrade(attempt);
                var response = await attempt.Stage(
                    ProbeStage.Answered, token => attempt.Phone.Ask(new Registration(endpoint, tokens).Query(), token));
                var who = Who(DigestChallenge.Parse(response["WWW-Authenticate"]));
                return new Talk(who, response.Status, response.Status == 401
                    ? null
                    : (Message)$"a REGISTER without credentials got '{response.StartLine}' and no challenge")
                {
                    WasReached = notify is null || who != WebSocketAnswer.Pjsip ? null : await IsReached(attempt, response, notify),
                };
            },
            perStage,
            cancellation);
    }

    /// <summary>
    /// Registers with a password and takes it back at once. A wrong password counts twice with fail2ban, and a success makes a
    /// contact for a moment: use an identity of the probe's own.
    /// </summary>
    /// <param name="user">The endpoint's and auth's name.</param>
    /// <param name="password">The auth's password.</param>
    /// <param name="expires">The registration's lifetime in seconds, should we not get to take it back.</param>
    /// <param name="perStage">The time for each of connection, handshake, upgrade and all answers.</param>
    /// <param name="cancellation">Gives up, with an <see cref="OperationCanceledException"/>.</param>
    public Task<ProbeResult> Register(string user, Secret password, int expires, TimeSpan perStage, CancellationToken cancellation) =>
        LogIn(new Registration(user, tokens), password, expires, perStage, cancellation);

    /// <summary>Registers as an account for a moment.</summary>
    public Task<ProbeResult> LogIn(SoftphoneAccount account, Secret password, TimeSpan perStage, CancellationToken cancellation) =>
        LogIn(new Registration(account.User, tokens, account.AuthorizationUser), password, ShortLife, perStage, cancellation);

    private Task<ProbeResult> LogIn(
        Registration registration, Secret password, int expires, TimeSpan perStage, CancellationToken cancellation) => Run(
        async attempt =>
        {
            await Upgrade(attempt);
            return await attempt.Stage(ProbeStage.Answered, async token =>
            {
                var challenged = DigestChallenge.Parse((await attempt.Phone.Ask(registration.Query(), token))["WWW-Authenticate"]);
                var response = await attempt.Phone.Register(registration, password, expires, token);
                if (response.Status == 200)
                {
                    await attempt.Phone.Register(registration, password, 0, token);
                }

                return new Talk(
                    Who(challenged),
                    response.Status,
                    response.Status == 200 ? null : (Message)$"the registration was refused: '{response.StartLine}'");
            });
        },
        perStage,
        cancellation);

    private async Task Upgrade(Attempt attempt)
    {
        var where = await path(attempt.Cancellation); // others wait for it too, each with a deadline of its own
        await attempt.Stage(ProbeStage.Upgraded, async token => { await attempt.Phone.Upgrade(where, Host, token); return true; });
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps the probe from its end is what it found out.")]
    private async Task<ProbeResult> Run(Func<Attempt, Task<Talk>> talk, TimeSpan perStage, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var attempt = new Attempt(time, perStage, cancellation);
        ProbeResult Result(Talk found) => new(
            attempt.Reached, time.GetElapsedTime(started), attempt.Opened?.Tls, found.Answers, found.Status, found.Objection)
        {
            Times = attempt.Times,
            Page = found.Page,
            WasReached = found.WasReached,
        };
        try
        {
            var stream = await attempt.Stage(ProbeStage.Connected, connect);
            attempt.Opened = IsSecured
                ? await attempt.Stage(ProbeStage.Secured, token => SipPhone.Secure(stream, Name, token))
                : new SipPhone(stream);
            return Result(await talk(attempt));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Message late = $"timed out after {perStage.TotalSeconds:0.###} s; the last stage reached was '{attempt.Reached}'";
            return Result(new(WebSocketAnswer.Nobody, null, late)) with { TimedOut = true };
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return Result(new(WebSocketAnswer.Nobody, null, Failure.ReasonOf(failure))) with { Cause = failure };
        }
        finally
        {
            if (attempt.Opened is not null)
            {
                await HangUp(attempt.Opened);
            }
        }
    }

    // Null where it could not be tried, or the connection ended: what is not known is no drift.
    private static async Task<bool?> IsReached(
        Attempt attempt, SipMessage response, Func<string, CancellationToken, Task<bool>> notify)
    {
        try
        {
            if (response.ReceivedFrom is not { } here
                || !await attempt.Within(attempt.PerStage, token => notify($"sip:probe@{here};transport=ws", token)))
            {
                return null;
            }
        }
        catch (OperationCanceledException) when (!attempt.Cancellation.IsCancellationRequested)
        {
            return null;
        }

        try
        {
            return await attempt.Within(Arrival, async token => { await attempt.Phone.AwaitNotify(token); return true; });
        }
        catch (OperationCanceledException) when (!attempt.Cancellation.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception ended) when (ended is WebSocketException or IOException or ProbeFailure)
        {
            return null;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A goodbye that is not taken changes nothing of what was found out.")]
    private async Task HangUp(SipPhone phone)
    {
        try
        {
            using var timer = new CancellationTokenSource(Goodbye, time);
            await phone.Close(timer.Token);
        }
        catch (Exception)
        {
            // It is hung up all the same.
        }

        await phone.DisposeAsync();
    }

    private static WebSocketAnswer Who(DigestChallenge? challenge) => challenge switch
    {
        null => WebSocketAnswer.Nobody,
        { Opaque: not null, Qop: not null } => WebSocketAnswer.Pjsip,
        _ => WebSocketAnswer.ChanSip,
    };

    /// <summary>What was said once the way was open.</summary>
    private sealed record Talk(WebSocketAnswer Answers, int? Status, Message? Objection)
    {
        public HttpAnswer? Page { get; init; }

        public bool? WasReached { get; init; }
    }

    /// <summary>One way to the server, stage by stage.</summary>
    private sealed class Attempt(TimeProvider time, TimeSpan perStage, CancellationToken cancellation)
    {
        private readonly Dictionary<ProbeStage, TimeSpan> times = [];

        public TimeSpan PerStage => perStage;

        public CancellationToken Cancellation => cancellation;

        public ProbeStage Reached { get; private set; }

        public IReadOnlyDictionary<ProbeStage, TimeSpan> Times => times;

        /// <summary>The way so far; null before there is one.</summary>
        public SipPhone? Opened { get; set; }

        public SipPhone Phone => Opened ?? throw new InvalidOperationException("Connect first.");

        /// <summary>A stage of its own time, which is reached when its work is done.</summary>
        public async Task<T> Stage<T>(ProbeStage stage, Func<CancellationToken, Task<T>> work)
        {
            var begun = time.GetTimestamp();
            var done = await Within(perStage, work);
            (Reached, times[stage]) = (stage, time.GetElapsedTime(begun));
            return done;
        }

        public async Task<T> Within<T>(TimeSpan allowed, Func<CancellationToken, Task<T>> work)
        {
            using var timer = new CancellationTokenSource(allowed, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
            return await work(linked.Token);
        }
    }
}
