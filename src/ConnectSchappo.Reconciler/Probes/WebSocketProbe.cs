using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

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
    // What a healthy box does within milliseconds.
    private static readonly TimeSpan Arrival = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly SipTokens tokens = new(random);

    /// <summary>Whether TLS comes before the WebSocket; without it the probe is what a proxy hands on that ends TLS.</summary>
    public bool IsSecured { get; init; } = true;

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
        bool? reached = null;
        var result = await Run(
            async (phone, token) =>
            {
                var response = await phone.Ask(new Registration(endpoint, tokens).Query(), token);
                return (response, DigestChallenge.Parse(response["WWW-Authenticate"]));
            },
            response => response.Status == 401
                ? null
                : (Message)$"a REGISTER without credentials got '{response.StartLine}' and no challenge",
            perStage,
            cancellation,
            async (phone, response) => reached = notify is null ? null : await IsReached(phone, response, notify, perStage, cancellation));
        return result with { WasReached = reached };
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
        Run(
            async (phone, token) =>
            {
                var registration = new Registration(user, tokens);
                var challenged = DigestChallenge.Parse((await phone.Ask(registration.Query(), token))["WWW-Authenticate"]);
                var response = await phone.Register(registration, password, expires, token);
                if (response.Status == 200)
                {
                    await phone.Register(registration, password, 0, token);
                }

                return (response, challenged);
            },
            response => response.Status == 200 ? null : (Message)$"the registration was refused: '{response.StartLine}'",
            perStage,
            cancellation);

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps the probe from its end is what it found out.")]
    private async Task<ProbeResult> Run(
        Func<SipPhone, CancellationToken, Task<(SipMessage Response, DigestChallenge? Challenge)>> talk,
        Func<SipMessage, Message?> objection,
        TimeSpan perStage,
        CancellationToken cancellation,
        Func<SipPhone, SipMessage, Task>? further = null)
    {
        var started = time.GetTimestamp();
        var reached = ProbeStage.Nothing;
        SipPhone? phone = null;
        ProbeResult Result(WebSocketAnswer answers, int? status, Message? failure) =>
            new(reached, time.GetElapsedTime(started), phone?.Served, answers, status, failure);
        try
        {
            var stream = await Within(perStage, connect, cancellation);
            reached = ProbeStage.Connected;
            phone = IsSecured ? await Within(perStage, token => SipPhone.Secure(stream, token), cancellation) : new SipPhone(stream);
            reached = IsSecured ? ProbeStage.Secured : reached;
            var where = await path(cancellation); // others wait for it too, each with a deadline of its own
            await Within(perStage, async token => { await phone.Upgrade(where, token); return true; }, cancellation);
            reached = ProbeStage.Upgraded;
            var (response, challenge) = await Within(perStage, token => talk(phone, token), cancellation);
            reached = ProbeStage.Answered;
            if (further is not null && Who(challenge) == WebSocketAnswer.Pjsip)
            {
                await further(phone, response);
            }

            return Result(Who(challenge), response.Status, objection(response));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Message late = $"timed out after {perStage.TotalSeconds:0.###} s; the last stage reached was '{reached}'";
            return Result(WebSocketAnswer.Nobody, null, late) with { TimedOut = true };
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return Result(WebSocketAnswer.Nobody, null, Failure.ReasonOf(failure)) with { Cause = failure };
        }
        finally
        {
            if (phone is not null)
            {
                await HangUp(phone);
            }
        }
    }

    // Null where it could not be tried, or the connection ended: what is not known is no drift.
    private async Task<bool?> IsReached(
        SipPhone phone,
        SipMessage response,
        Func<string, CancellationToken, Task<bool>> notify,
        TimeSpan allowed,
        CancellationToken cancellation)
    {
        try
        {
            if (response.ReceivedFrom is not { } here
                || !await Within(allowed, token => notify($"sip:probe@{here};transport=ws", token), cancellation))
            {
                return null;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }

        try
        {
            return await Within(Arrival, async token => { await phone.AwaitNotify(token); return true; }, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
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
            await Within(Goodbye, async token => { await phone.Close(token); return true; }, CancellationToken.None);
        }
        catch (Exception)
        {
            // It is hung up all the same.
        }

        await phone.DisposeAsync();
    }

    private async Task<T> Within<T>(TimeSpan allowed, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(allowed, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        return await work(linked.Token);
    }

    private static WebSocketAnswer Who(DigestChallenge? challenge) => challenge switch
    {
        null => WebSocketAnswer.Nobody,
        { Opaque: not null, Qop: not null } => WebSocketAnswer.Pjsip,
        _ => WebSocketAnswer.ChanSip,
    };
}
